package dev.berth.shell.testing;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginConfig;
import dev.berth.plugin.PluginState;
import dev.berth.plugin.PluginStatus;
import dev.berth.plugin.TaskExit;
import dev.berth.testing.plugin.ConfigFixture;
import dev.berth.testing.plugin.PluginFixture;
import dev.berth.testing.plugin.StatusFixture;
import java.util.List;
import java.util.Optional;

/** Plugins to show. */
public final class SamplePlugins {
    public static final String ID = PluginFixture.ID;

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

    /** Returns a plugin that ends with code 3 again and again, and prints what it should not. */
    public static Plugin crashing(String name) {
        PluginStatus status =
                StatusFixture.of(PluginState.ENABLING)
                        .withRestarts(2)
                        .withLastExit(TaskExit.of(3))
                        .withProblem("it ended\u001b[2J\n  no key");
        return PluginFixture.of(name).withStatus(true, status);
    }

    /** Returns a disabled volume plugin with this description. */
    public static Plugin described(String description) {
        return plugin("x", description, PluginState.DISABLED);
    }

    private static Plugin plugin(String name, String description, PluginState state) {
        PluginFixture plugin = PluginFixture.of(name);
        return plugin.withSource(plugin.name()).withConfig(config(description)).in(state);
    }

    private static PluginConfig config(String description) {
        return new ConfigFixture()
                .document(DOCUMENT.formatted(JsonNodeFactory.instance.textNode(description)))
                .description(description)
                .documentation("https://example.org")
                .types(List.of("docker.volumedriver/1.0"))
                .socket("p.sock")
                .entrypoint(List.of("/plugin"))
                .workdir("/work")
                .user(7, 0)
                .network("host")
                .pidHost(true)
                .propagatedMount("/mnt")
                .mounts(
                        List.of(
                                ConfigFixture.mountOf(
                                        "state",
                                        "",
                                        List.of("source"),
                                        Optional.empty(),
                                        "/state",
                                        "bind",
                                        List.of("rbind"))))
                .capabilityNames(List.of("CAP_SYS_ADMIN"))
                .devices(
                        List.of(
                                ConfigFixture.deviceOf(
                                        "fuse", "", List.of(), Optional.of("/dev/fuse"))))
                .env(
                        List.of(
                                ConfigFixture.envOf(
                                        "DEBUG", "", List.of("value"), Optional.of("0")),
                                ConfigFixture.envOf("UNSET", "", List.of(), Optional.empty())))
                .args("args", List.of("-v"))
                .diffIds(List.of("sha256:" + "a".repeat(64)));
    }
}
