package dev.berth.shell.view;

import dev.berth.plugin.desired.PlannedPlugin;
import dev.berth.plugin.desired.PlannedPlugin.Change;
import java.util.List;

/** A plan, a line for each plugin: {@code + acme/vol:1: install, enable}. */
public final class PlanText {

    private PlanText() {}

    /** Returns the lines. */
    public static List<String> lines(List<PlannedPlugin> plugins) {
        return plugins.stream().map(PlanText::line).toList();
    }

    private static String line(PlannedPlugin plugin) {
        String name = plugin.name().familiar();
        String steps = String.join(", ", plugin.steps());
        return switch (plugin.change()) {
            case NONE -> "= %s: unchanged".formatted(name);
            case INSTALL -> "+ %s: %s".formatted(name, steps);
            case UPDATE -> "~ %s: %s".formatted(name, steps);
            case END -> "- %s: %s".formatted(name, steps);
            case LEFT ->
                    "? %s: not in the document, stays; with --prune: %s".formatted(name, steps);
        };
    }

    /** Returns how many are to change. */
    public static String summary(List<PlannedPlugin> plugins) {
        long install = count(plugins, Change.INSTALL);
        long update = count(plugins, Change.UPDATE);
        long end = count(plugins, Change.END);
        return install + update + end == 0
                ? "Plan: nothing to change"
                : "Plan: %d to install, %d to update, %d to end".formatted(install, update, end);
    }

    private static long count(List<PlannedPlugin> plugins, Change change) {
        return plugins.stream().filter(plugin -> plugin.change() == change).count();
    }
}
