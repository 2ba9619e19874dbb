package dev.berth.shell.view;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.PluginSettings;
import java.util.List;

/** {@code docker plugin inspect}: the Docker Engine API's plugin objects. */
public final class PluginJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final ObjectWriter WRITER = new ObjectMapper().writer(indentedByFour());

    private PluginJson() {}

    /** Returns the plugins as an array, on many lines. */
    public static String of(List<Plugin> plugins) {
        ArrayNode all = NODES.arrayNode();
        plugins.forEach(plugin -> all.add(plugin(plugin)));
        try {
            return WRITER.writeValueAsString(all);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain nodes can always be written", e);
        }
    }

    private static ObjectNode plugin(Plugin plugin) {
        ObjectNode node = NODES.objectNode();
        node.set("Config", ConfigJson.of(plugin.config()));
        node.put("Enabled", plugin.enabled());
        node.put("Id", plugin.id());
        node.put("Name", plugin.name().familiar());
        plugin.source()
                .map(PluginReference::toString)
                .ifPresent(s -> node.put("PluginReference", s));
        node.set("Settings", settings(plugin.settings()));
        return node;
    }

    private static ObjectNode settings(PluginSettings settings) {
        ObjectNode node = NODES.objectNode();
        node.set("Args", ConfigJson.texts(settings.args()));
        node.set("Devices", ConfigJson.devices(settings.devices()));
        node.set("Env", ConfigJson.texts(settings.env()));
        node.set("Mounts", ConfigJson.mounts(settings.mounts()));
        return node;
    }

    private static DefaultPrettyPrinter indentedByFour() {
        DefaultIndenter indenter = new DefaultIndenter("    ", "\n");
        Separators separators =
                Separators.createDefaultInstance()
                        .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                        .withObjectEmptySeparator("")
                        .withArrayEmptySeparator("");
        return new DefaultPrettyPrinter(separators)
                .withObjectIndenter(indenter)
                .withArrayIndenter(indenter);
    }
}
