package dev.berth.engine.route;

import dev.berth.plugin.Plugin;
import dev.berth.shared.docker.PluginJson;
import dev.berth.shared.text.PrintableText;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The JSON of plugins, as it was written last: only a plugin that has changed since is written
 * anew. Clients print documents as they are, so that what is not printable is escaped. Thread-safe;
 * two threads at once may both write a plugin.
 */
final class PluginTexts {
    /** As many are kept at most between two lists, each of which drops those of removed plugins. */
    private static final int MOST = 4096;

    /**
     * @param json the document with a newline
     */
    private record Text(Plugin plugin, byte[] json) {}

    private volatile Map<String, Text> last = Map.of();

    /**
     * Takes over what there is now.
     *
     * @param plugins all that there are; what is kept of others is forgotten
     */
    void update(List<Plugin> plugins) {
        Map<String, Text> now = new HashMap<>();
        for (Plugin plugin : plugins) {
            Text known = last.get(plugin.id());
            now.put(plugin.id(), isOf(plugin, known) ? known : write(plugin));
        }
        last = now;
    }

    /** Returns a plugin's document, with a newline; nobody writes into it. */
    byte[] document(Plugin plugin) {
        Map<String, Text> before = last;
        Text known = before.get(plugin.id());
        if (isOf(plugin, known)) {
            return known.json();
        }
        Text written = write(plugin);
        Map<String, Text> now = new HashMap<>(before.size() < MOST ? before : Map.of());
        now.put(plugin.id(), written);
        last = now;
        return written.json();
    }

    /** Returns the document that is a list of plugins, with a newline. */
    byte[] documents(List<Plugin> plugins) {
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        json.write('[');
        for (Plugin plugin : plugins) {
            if (json.size() > 1) {
                json.write(',');
            }
            byte[] document = document(plugin);
            json.write(document, 0, document.length - 1);
        }
        json.write(']');
        json.write('\n');
        return json.toByteArray();
    }

    private static boolean isOf(Plugin plugin, Text text) {
        return text != null && text.plugin().equals(plugin);
    }

    private static Text write(Plugin plugin) {
        String json = PrintableText.lines(PluginJson.of(plugin).toString()) + "\n";
        return new Text(plugin, json.getBytes(StandardCharsets.UTF_8));
    }
}
