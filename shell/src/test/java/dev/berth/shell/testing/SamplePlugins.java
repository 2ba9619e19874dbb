package dev.berth.shell.testing;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.berth.plugin.Digest;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginConfig;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.PluginSettings;
import dev.berth.plugin.PluginState;
import java.util.List;
import java.util.Optional;

/** Plugins to show. */
public final class SamplePlugins {
    public static final String ID = "0123456789ab".repeat(5) + "cdef";

    private static final String DOCUMENT =
            """
            {"description":%s,"documentation":"https://example.org","entrypoint":["/plugin"],
             "interface":{"types":["docker.volumedriver/1.0"],"socket":"p.sock"},
             "workdir":"/work","user":{"uid":7},"network":{"type":"host"},"pidHost":true,
             "propagatedMount":"/mnt",
             "mounts":[{"name":"state","settable":["source"],"destination":"/state","type":"bind",
                        "options":["rbind"]}],
             "linux":{"capabilities":["CAP_SYS_ADMIN"],
                      "devices":[{"name":"fuse","path":"/dev/fuse"}]},
             "env":[{"name":"DEBUG","settable":["value"],"value":"0"},{"name":"UNSET"}],
             "args":{"name":"args","value":["-v"]},
             "rootfs":{"type":"layers","diff_ids":["sha256:00"]}}
            """;

    private SamplePlugins() {}

    /** Returns an enabled volume plugin of this name. */
    public static Plugin enabled(String name) {
        return plugin(name, "A volume plugin", PluginState.ENABLED);
    }

    /** Returns a disabled volume plugin of this name. */
    public static Plugin disabled(String name) {
        return plugin(name, "A volume plugin", PluginState.DISABLED);
    }

    /** Returns a disabled volume plugin with this description. */
    public static Plugin described(String description) {
        return plugin("x", description, PluginState.DISABLED);
    }

    private static Plugin plugin(String name, String description, PluginState state) {
        PluginConfig config = config(description);
        PluginReference reference = PluginReference.parse(name).withDefaultTag();
        return new Plugin(
                ID,
                reference,
                Optional.of(reference),
                new Digest("sha256", "f".repeat(64)),
                config,
                PluginSettings.defaultsOf(config),
                state == PluginState.ENABLED,
                state,
                Optional.empty());
    }

    private static PluginConfig config(String description) {
        return new PluginConfig(
                DOCUMENT.formatted(JsonNodeFactory.instance.textNode(description)),
                description,
                "https://example.org",
                new PluginConfig.Interface(List.of("docker.volumedriver/1.0"), "p.sock", ""),
                List.of("/plugin"),
                "/work",
                new PluginConfig.User(7, 0),
                new PluginConfig.Network("host"),
                false,
                true,
                "/mnt",
                List.of(
                        new PluginConfig.Mount(
                                "state",
                                "",
                                List.of("source"),
                                Optional.empty(),
                                "/state",
                                "bind",
                                List.of("rbind"))),
                new PluginConfig.Linux(
                        List.of("CAP_SYS_ADMIN"),
                        false,
                        List.of(
                                new PluginConfig.Device(
                                        "fuse", "", List.of(), Optional.of("/dev/fuse")))),
                List.of(
                        new PluginConfig.Env("DEBUG", "", List.of("value"), Optional.of("0")),
                        new PluginConfig.Env("UNSET", "", List.of(), Optional.empty())),
                new PluginConfig.Args("args", "", List.of(), List.of("-v")),
                new PluginConfig.RootFs("layers", List.of("sha256:" + "a".repeat(64))));
    }
}
