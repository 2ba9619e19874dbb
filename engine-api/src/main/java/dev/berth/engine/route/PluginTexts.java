package dev.berth.engine.route;

import dev.berth.plugin.Plugin;
import dev.berth.shared.docker.PluginJson;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The JSON of all plugins, as it was written last: only a plugin that has changed since is written
 * anew. Thread-safe; two threads at once may both write it.
 */
final class PluginTexts {
    private record Text(Plugin plugin, String json) {}

    private volatile Map<String, Text> last = Map.of();

    /**
     * Takes over what there is now.
     *
     * @param plugins all that there are; what is kept of others is forgotten
     */
    void update(List<Plugin> plugins) {
        Map<String, Text> before = last;
        Map<String, Text> now = new HashMap<>();
        for (Plugin plugin : plugins) {
            Text text = before.get(plugin.id());
            boolean same = text != null && text.plugin().equals(plugin);
            now.put(plugin.id(), same ? text : write(plugin));
        }
        last = now;
    }

    /** Returns the text of a plugin. */
    String of(Plugin plugin) {
        Text text = last.get(plugin.id());
        boolean same = text != null && text.plugin().equals(plugin);
        return (same ? text : write(plugin)).json();
    }

    private static Text write(Plugin plugin) {
        return new Text(plugin, PluginJson.of(plugin).toString());
    }
}
