package dev.berth.shell.view;

import dev.berth.plugin.Plugin;
import dev.berth.shared.display.StatusText;
import dev.berth.shared.text.PrintableText;
import java.time.Instant;
import java.util.List;

/** The table of {@code plugin:ls}: Docker's columns, and the status as in {@code docker ps}. */
public final class PluginTable {
    private static final int SHORT_ID = 12;
    private static final int SHORT_TEXT = 45;

    private PluginTable() {}

    /**
     * Returns the table's lines.
     *
     * @param whole whether to show all of an ID, a description and a status
     * @param now to which times are told
     */
    public static List<String> lines(List<Plugin> plugins, boolean whole, Instant now) {
        TextTable table = new TextTable("ID", "NAME", "DESCRIPTION", "ENABLED", "STATUS");
        for (Plugin plugin : plugins) {
            table.add(
                    id(plugin, whole),
                    plugin.name().familiar(),
                    cell(plugin.config().description(), whole),
                    Boolean.toString(plugin.enabled()),
                    cell(StatusText.of(plugin.status(), now), whole));
        }
        return table.lines();
    }

    /** Returns a plugin's ID, or its first 12 digits. */
    public static String id(Plugin plugin, boolean whole) {
        return whole ? plugin.id() : plugin.id().substring(0, SHORT_ID);
    }

    private static String cell(String text, boolean whole) {
        String line = PrintableText.line(text);
        return whole || line.codePointCount(0, line.length()) <= SHORT_TEXT
                ? line
                : line.substring(0, line.offsetByCodePoints(0, SHORT_TEXT - 1)) + "…";
    }
}
