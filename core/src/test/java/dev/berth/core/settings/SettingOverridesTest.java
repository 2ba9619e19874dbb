package dev.berth.core.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.berth.core.config.PluginConfigReader;
import dev.berth.plugin.PluginConfig;
import dev.berth.plugin.PluginSettings;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SettingOverridesTest {
    private static final PluginConfig CONFIG =
            PluginConfigReader.read(
                    """
                    {"env":[{"name":"B","value":"2"},{"name":"NONE"},{"name":"EMPTY","value":""},
                            {"name":"A","value":"a=b"}],
                     "mounts":[{"name":"m","description":"d","settable":["source"],"source":"/x",
                                "destination":"/y","type":"bind","options":["ro"]}],
                     "linux":{"devices":[{"name":"d","description":"its","settable":["path"]}]},
                     "args":{"name":"args","value":["one",""]}}
                    """
                            .getBytes(StandardCharsets.UTF_8));

    @Test
    void leaveTheConfigsDefaultsWhenThereAreNone() {
        PluginSettings settings = SettingOverrides.NONE.over(CONFIG);
        assertEquals(List.of("B=2", "EMPTY=", "A=a=b"), settings.env());
        assertEquals(List.of("one", ""), settings.args());
        assertEquals(CONFIG.mounts(), settings.mounts());
        assertEquals(CONFIG.linux().devices(), settings.devices());
    }

    @Test
    void moveAMountOrADeviceAndKeepAllElse() {
        PluginSettings settings =
                new SettingOverrides(
                                Map.of(), null, Map.of("m", ""), Map.of("d", "/dev/x"), Map.of())
                        .over(CONFIG);
        PluginConfig.Mount mount = settings.mounts().get(0);
        assertEquals(Optional.of(""), mount.source());
        assertEquals(
                "m d [source] /y bind [ro]",
                String.join(
                        " ",
                        mount.name(),
                        mount.description(),
                        mount.settable().toString(),
                        mount.destination(),
                        mount.type(),
                        mount.options().toString()));
        PluginConfig.Device device = settings.devices().get(0);
        assertEquals(Optional.of("/dev/x"), device.path());
        assertEquals(
                "d its [path]",
                device.name() + " " + device.description() + " " + device.settable());
    }

    @Test
    void makeSettingsThatCannotBeChangedFromOutside() {
        List<String> env = new ArrayList<>(List.of("A=1"));
        PluginSettings settings = new EffectiveSettings(env, List.of(), List.of(), List.of());
        env.add("B=2");
        assertEquals(List.of("A=1"), settings.env());
        assertThrows(UnsupportedOperationException.class, () -> settings.env().add("C=3"));
    }
}
