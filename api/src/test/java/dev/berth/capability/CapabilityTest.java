package dev.berth.capability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.plugin.error.InvalidCapabilityException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CapabilityTest {

    @Test
    void isReadAsAConfigWritesIt() {
        assertEquals(
                new Capability("docker", "volumedriver", "1.0"),
                Capability.parse("docker.volumedriver/1.0"));
        assertEquals(Capability.VOLUME_DRIVER, Capability.parse("docker.volumedriver/1.0"));
    }

    @Test
    void isWrittenAsItIsRead() {
        assertEquals("docker.authz/1.0", Capability.AUTHZ.toString());
        assertEquals("a.b/1-rc.2", Capability.parse("a.b/1-rc.2").toString());
    }

    @Test
    void mayHaveAPrefixWithDots() {
        assertEquals(
                new Capability("com.example", "thing", "2.0"),
                Capability.parse("com.example.thing/2.0"));
    }

    @Test
    void differsInCase() {
        assertEquals(
                Optional.of(new Capability("docker", "VolumeDriver", "1.0")),
                Capability.tryParse("docker.VolumeDriver/1.0"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "docker.volumedriver",
                "volumedriver/1.0",
                "docker./1.0",
                ".x/1.0",
                "docker.x/",
                "docker.x/1/2",
                "/",
                "."
            })
    void isRefusedWhenItIsNone(String text) {
        assertEquals(Optional.empty(), Capability.tryParse(text));
        String message =
                assertThrows(InvalidCapabilityException.class, () -> Capability.parse(text))
                        .getMessage();
        assertTrue(message.contains("docker.volumedriver/1.0"), message);
    }
}
