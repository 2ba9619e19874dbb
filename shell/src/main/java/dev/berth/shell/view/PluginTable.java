package dev.berth.shell.view;

import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginState;
import java.util.List;

/** The table of {@code plugin:ls}. */
public final class PluginTable {
    private static final int SHORT_ID = 12;
    private static final int SHORT_DESCRIPTION = 45;

    private PluginTable() {}

    /**
     * Returns the table's lines.
     *
     * @param whole whether to show all of an ID and a description
     */
    public static List<String> lines(List<Plugin> plugins, boolean whole) {
        TextTable table = new TextTable("ID", "NAME", "DESCRIPTION", "ENABLED");
        for (Plugin plugin : plugins) {
            table.add(
                    id(plugin, whole),
                    plugin.name().familiar(),
                    description(plugin, whole),
                    Boolean.toString(plugin.status().state() == PluginState.ENABLED));
        }
        return table.lines();
    }

    /** Returns a plugin's ID, or its first 12 digits. */
    public static String id(Plugin plugin, boolean whole) {
        return whole ? plugin.id() : plugin.id().substring(0, SHORT_ID);
    }

    private static String description(Plugin plugin, boolean whole) {
        String line = plugin.config().description().replace('\n', ' ').replace('\r', ' ').strip();
        return whole || line.codePointCount(0, line.length()) <= SHORT_DESCRIPTION
                ? line
                : line.substring(0, line.offsetByCodePoints(0, SHORT_DESCRIPTION - 1)) + "…";
    }
}
