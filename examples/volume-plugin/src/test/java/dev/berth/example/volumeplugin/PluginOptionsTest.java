package dev.berth.example.volumeplugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PluginOptionsTest {
    @Test
    void haveDefaultsThatFitThePluginsConfig() {
        PluginOptions settings = read();
        assertEquals(Path.of("/run/docker/plugins/volume.sock"), settings.socket());
        assertEquals(Path.of("/mnt/volumes"), settings.mounts());
        assertEquals("local", settings.scope());
        assertEquals(Optional.empty(), settings.misbehaviour());
    }

    @Test
    void comeFromArgumentsAndEnvironment() {
        PluginOptions settings =
                PluginOptions.read(
                        new String[] {"--socket", "/s", "--data", "/d", "--mounts", "/m"},
                        Map.of("DEBUG", "1", "SCOPE", "global", "MISBEHAVIOUR", "mute"));
        assertEquals(
                new PluginOptions(
                        Path.of("/s"),
                        Path.of("/d"),
                        Path.of("/m"),
                        true,
                        "global",
                        Optional.of(Misbehaviour.MUTE)),
                settings);
    }

    @Test
    void tellWhatTheyCannotUse() {
        assertTrue(refused("--sock", "/s").contains("cannot use --sock: give --socket FILE"));
        assertTrue(refused("--socket").contains("cannot use --socket: give --socket FILE"));
        Map<String, String> env = Map.of("MISBEHAVIOUR", "dance");
        assertTrue(
                assertThrows(
                                IllegalArgumentException.class,
                                () -> PluginOptions.read(new String[0], env))
                        .getMessage()
                        .contains("give one of [EXIT, MUTE"));
    }

    private static PluginOptions read(String... args) {
        return PluginOptions.read(args, Map.of());
    }

    private static String refused(String... args) {
        return assertThrows(IllegalArgumentException.class, () -> read(args)).getMessage();
    }
}
