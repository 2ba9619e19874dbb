package dev.berth.core.consent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.berth.core.config.PluginConfigReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A mount is shown with all that decides what the plugin gets, and as nothing else. */
class MountTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/a|bind|\"rbind\",\"ro\"|/a on /d type bind (ro,rbind)",
                "/a|bind|\"rbind\",\"ro\",\"rw\"|/a on /d type bind (rw,rbind)",
                "/a|bind|\"rw\",\"rbind\",\"rshared\",\"ro\"|/a on /d type bind (ro,rbind,rshared)",
                "/a||\"bind\"|/a on /d type bind (rw,bind)",
                "/a|none|\"rbind\"|/a on /d type bind (rw,rbind)",
                "/etc/os-release|proc|\"rw\"|/etc/os-release on /d type proc (rw)",
                "''|bind|\"rbind\"|an empty folder on /d type bind (rw,rbind)",
                "tmpfs|tmpfs|\"size=1m\"|tmpfs on /d type tmpfs (rw,size=1m)",
            })
    void namesSourceDestinationTypeAndAccess(
            String source, String type, String options, String expected) {
        assertEquals(Optional.of(expected), text(source, "/d", type == null ? "" : type, options));
    }

    @Test
    void isNotReadAsAnotherMount() {
        assertEquals(
                Optional.of("/a\\040on\\040/b\\040type\\040bind\\040(ro) on /c type bind (rw)"),
                text("/a on /b type bind (ro)", "/c", "bind", ""));
        assertNotEquals(
                text("/a", "/b on /c", "bind", "\"ro\""), text("/a on /b", "/c", "bind", "\"ro\""));
        assertEquals(
                Optional.of("/a\\134040on on /b type bind (rw)"),
                text("/a\\\\040on", "/b", "bind", ""));
        assertEquals(
                Optional.of("an\\040empty\\040folder on /b type bind (rw)"),
                text("an empty folder", "/b", "bind", ""));
    }

    @Test
    void isNothingWithoutASource() {
        String config = "{\"mounts\":[{\"destination\":\"/d\",\"type\":\"bind\"}]}";
        assertEquals(Optional.empty(), text(config));
    }

    private static Optional<String> text(
            String source, String destination, String type, String options) {
        return text(
                "{\"mounts\":[{\"source\":\"%s\",\"destination\":\"%s\",\"type\":\"%s\",\"options\":[%s]}]}"
                        .formatted(source, destination, type, options));
    }

    private static Optional<String> text(String config) {
        return MountText.of(
                PluginConfigReader.read(config.getBytes(StandardCharsets.UTF_8)).mounts().get(0));
    }
}
