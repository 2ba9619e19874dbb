package dev.berth.capability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.plugin.error.InvalidCapabilityException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CapabilityFilterTest {

    @Test
    void ignoresTheVersionUnlessItNamesOne() {
        CapabilityFilter any = CapabilityFilter.parse("docker.volumedriver");
        CapabilityFilter one = CapabilityFilter.parse("docker.volumedriver/1.1");
        for (String version : List.of("1.0", "1.1", "2.0")) {
            Capability capability = Capability.parse("docker.volumedriver/" + version);
            assertTrue(any.matches(capability));
            assertEquals(version.equals("1.1"), one.matches(capability));
            assertTrue(CapabilityFilter.ALL.matches(capability));
        }
        assertFalse(any.matches(Capability.AUTHZ));
        assertFalse(any.matches(Capability.parse("com.volumedriver/1.0")));
    }

    @Test
    void ignoresTheCaseOfPrefixAndName() {
        CapabilityFilter filter = CapabilityFilter.of(Capability.parse("Docker.VolumeDriver/1.0"));
        assertTrue(filter.matches(Capability.VOLUME_DRIVER));
        assertTrue(
                CapabilityFilter.of(Capability.VOLUME_DRIVER)
                        .matches(Capability.parse("DOCKER.volumeDriver/1.0")));
        assertEquals(filter, CapabilityFilter.of(Capability.VOLUME_DRIVER));
        assertNotEquals(filter, CapabilityFilter.ofAnyVersion(Capability.VOLUME_DRIVER));
    }

    @Test
    void isParsedAndPrinted() {
        for (String text :
                List.of("docker.volumedriver", "docker.volumedriver/1.0", "a.b.c/x", "*")) {
            assertEquals(text, CapabilityFilter.parse(text).toString());
        }
        assertSame(CapabilityFilter.ALL, CapabilityFilter.parse("*"));
        CapabilityFilter filter = CapabilityFilter.parse("a.b.c/x");
        assertEquals("a.b", filter.prefix());
        assertEquals("c", filter.name());
        assertEquals(Optional.of("x"), filter.version());
    }

    @Test
    void refusesWhatNoCapabilityMatches() {
        for (String text :
                List.of("", "VolumeDriver", "docker.", ".x", "docker.x/", "a.b/1/2", "**")) {
            assertThrows(
                    InvalidCapabilityException.class, () -> CapabilityFilter.parse(text), text);
        }
    }
}
