package dev.berth.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.berth.plugin.PluginConfig.Args;
import dev.berth.plugin.PluginConfig.Device;
import dev.berth.plugin.PluginConfig.Env;
import dev.berth.plugin.PluginConfig.Interface;
import dev.berth.plugin.PluginConfig.Linux;
import dev.berth.plugin.PluginConfig.Mount;
import dev.berth.plugin.PluginConfig.Network;
import dev.berth.plugin.PluginConfig.RootFs;
import dev.berth.plugin.PluginConfig.User;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PluginSettingsTest {
    private static final Mount MOUNT =
            new Mount("m", "", List.of("source"), Optional.of("/x"), "/y", "bind", List.of());
    private static final Device DEVICE = new Device("d", "", List.of(), Optional.empty());

    @Test
    void holdAVariableThatHasAValueInTheConfigsOrder() {
        PluginSettings settings =
                defaults(env("B", "2"), env("NONE", null), env("EMPTY", ""), env("A", "a=b"));
        assertEquals(List.of("B=2", "EMPTY=", "A=a=b"), settings.env());
    }

    @Test
    void copyArgumentsMountsAndDevicesOfTheConfig() {
        PluginSettings settings = defaults();
        assertEquals(List.of("one", ""), settings.args());
        assertEquals(List.of(MOUNT), settings.mounts());
        assertEquals(List.of(DEVICE), settings.devices());
    }

    @Test
    void cannotBeChangedFromOutside() {
        List<String> env = new ArrayList<>(List.of("A=1"));
        PluginSettings settings = new PluginSettings(env, List.of(), List.of(), List.of());
        env.add("B=2");
        assertEquals(List.of("A=1"), settings.env());
        assertThrows(UnsupportedOperationException.class, () -> settings.env().add("C=3"));
    }

    @Test
    void namesCapabilitiesAndLeavesOutWhatIsNone() {
        List<String> types = List.of("docker.volumedriver/1.0", "nonsense", "docker.dummy");
        assertEquals(
                "[docker.volumedriver/1.0]",
                config(List.of(), new Interface(types, "s.sock", "")).capabilities().toString());
    }

    @Test
    void movesAMountOrADeviceAndKeepsAllElse() {
        assertEquals(
                new Mount("m", "", List.of("source"), Optional.of(""), "/y", "bind", List.of()),
                MOUNT.from(""));
        assertEquals(new Device("d", "", List.of(), Optional.of("/dev/x")), DEVICE.at("/dev/x"));
    }

    private static PluginSettings defaults(Env... env) {
        Interface iface = new Interface(List.of(), "", "");
        return PluginSettings.defaultsOf(config(List.of(env), iface));
    }

    private static Env env(String name, String value) {
        return new Env(name, "", List.of(), Optional.ofNullable(value));
    }

    private static PluginConfig config(List<Env> env, Interface iface) {
        return new PluginConfig(
                "{}",
                "",
                "",
                iface,
                List.of(),
                "",
                new User(0, 0),
                new Network(""),
                false,
                false,
                "",
                List.of(MOUNT),
                new Linux(List.of(), false, List.of(DEVICE)),
                env,
                new Args("args", "", List.of(), List.of("one", "")),
                new RootFs("layers", List.of()));
    }
}
