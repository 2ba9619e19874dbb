package dev.berth.shell.completion;

import dev.berth.plugin.PluginManager;
import dev.berth.plugin.error.PluginException;
import dev.berth.shell.syntax.Completion;
import java.util.List;

/** What an argument can be; nothing if the plugins cannot be asked for. */
public final class ArgumentCandidates {
    private final PluginManager manager;

    public ArgumentCandidates(PluginManager manager) {
        this.manager = manager;
    }

    /**
     * Returns the candidates, but for files, which are the shell's to find.
     *
     * @param before the arguments before
     */
    public List<String> of(Completion completion, List<String> before) {
        try {
            return switch (completion) {
                case PLUGIN_NAMES -> names();
                case SETTINGS ->
                        before.isEmpty()
                                ? List.of()
                                : SettingCandidates.of(manager.find(before.get(0)));
                case FILES, NONE -> List.of();
            };
        } catch (PluginException e) {
            return List.of();
        }
    }

    private List<String> names() {
        return manager.list().stream().map(plugin -> plugin.name().familiar()).toList();
    }
}
