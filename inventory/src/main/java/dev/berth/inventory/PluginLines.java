package dev.berth.inventory;

import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.PluginStatus;
import dev.berth.plugin.TaskExit;
import dev.berth.shared.text.PrintableText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A plugin in lines of text. Of its environment only names are shown, of its arguments only their
 * number, and of its output nothing: each may hold a secret. A value of the environment is taken
 * out of other texts too.
 */
final class PluginLines {
    private static final String HIDDEN = "***";

    /** Shorter values, as {@code 1} or {@code yes}, would take words out of texts. */
    private static final int SHORTEST_SECRET = 4;

    private final Plugin plugin;
    private final List<String> lines = new ArrayList<>();

    private PluginLines(Plugin plugin) {
        this.plugin = plugin;
    }

    static List<String> of(Plugin plugin) {
        PluginLines shown = new PluginLines(plugin);
        shown.lines.add("  " + PrintableText.shortened(plugin.name().familiar()));
        shown.identity();
        shown.status(plugin.status());
        shown.settings();
        return shown.lines;
    }

    private void identity() {
        line("id", plugin.id());
        line("digest", plugin.digest().toString());
        line("source", plugin.source().map(PluginReference::familiar).orElse("made of files"));
        line("signed by", String.join(", ", plugin.signedBy()));
        line("capabilities", plugin.config().capabilities().toString());
        line("previous versions", "" + plugin.previousVersions().size());
    }

    private void status(PluginStatus status) {
        line("wanted", "" + plugin.enabled());
        line("state", "%s since %s".formatted(status.state(), status.since()));
        line("restarts", "" + status.restarts());
        line("last exit", status.lastExit().map(PluginLines::exit).orElse(""));
        line("problem", status.problem().orElse(""));
        line("holders", String.join(", ", status.holders()));
    }

    private static String exit(TaskExit exit) {
        return "code " + exit.code() + (exit.outOfMemory() ? ", out of memory" : "");
    }

    private void settings() {
        line("supervision", words(plugin.supervision()));
        line("confinement", words(plugin.confinement()));
        line(
                "environment",
                plugin.settings().env().stream()
                        .map(PluginLines::name)
                        .collect(Collectors.joining(", ")));
        line("arguments", "" + plugin.settings().args().size());
        line(
                "mounts",
                plugin.settings().mounts().stream()
                        .map(mount -> mount.source().orElse("") + ":" + mount.destination())
                        .collect(Collectors.joining(", ")));
    }

    private static String words(Map<String, String> words) {
        return words.entrySet().stream()
                .map(word -> word.getKey() + "=" + word.getValue())
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static String name(String variable) {
        return variable.split("=", 2)[0];
    }

    private void line(String key, String text) {
        if (!text.isEmpty()) {
            lines.add("    %s: %s".formatted(key, PrintableText.shortened(withoutSecrets(text))));
        }
    }

    private String withoutSecrets(String text) {
        String shown = text;
        for (String variable : plugin.settings().env()) {
            String value =
                    variable.substring(Math.min(variable.length(), name(variable).length() + 1));
            if (value.length() >= SHORTEST_SECRET) {
                shown = shown.replace(value, HIDDEN);
            }
        }
        return shown;
    }
}
