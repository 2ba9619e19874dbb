package dev.berth.shell.completion;

import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginConfig;
import java.util.ArrayList;
import java.util.List;

/** The settings of a plugin with their present values, as {@code plugin:set} takes them. */
public final class SettingCandidates {

    private SettingCandidates() {}

    /** Returns {@code NAME=VALUE} for each, or {@code NAME=} where it has none. */
    public static List<String> of(Plugin plugin) {
        PluginConfig config = plugin.config();
        List<String> candidates = new ArrayList<>();
        config.env().stream()
                .filter(env -> env.settable().contains("value"))
                .forEach(env -> candidates.add(variable(plugin, env.name())));
        plugin.settings().mounts().stream()
                .filter(mount -> mount.settable().contains("source"))
                .forEach(m -> candidates.add(m.name() + ".source=" + m.source().orElse("")));
        plugin.settings().devices().stream()
                .filter(device -> device.settable().contains("path"))
                .forEach(d -> candidates.add(d.name() + ".path=" + d.path().orElse("")));
        if (config.args().settable().contains("value") && !config.args().name().isEmpty()) {
            String value = String.join(" ", plugin.settings().args());
            candidates.add(config.args().name() + "=" + value);
        }
        return candidates;
    }

    private static String variable(Plugin plugin, String name) {
        return plugin.settings().env().stream()
                .filter(set -> set.startsWith(name + "="))
                .findFirst()
                .orElse(name + "=");
    }
}
