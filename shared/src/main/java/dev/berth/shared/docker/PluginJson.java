package dev.berth.shared.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginConfig;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.PluginSettings;
import dev.berth.plugin.PluginVersion;
import java.util.List;
import java.util.Optional;

/**
 * A plugin as {@code GET /plugins/{name}/json} and {@code docker plugin inspect} show it, with
 * dockerd's keys in its order, and after them {@code Supervision}, {@code Status} and the {@code
 * PreviousVersions} that it can be returned to.
 */
public final class PluginJson {
    private PluginJson() {}

    /** Returns the plugin's object. */
    public static ObjectNode of(Plugin plugin) {
        ObjectNode config = ConfigJson.of(plugin.config().document());
        PluginSettings settings = plugin.settings();
        ArrayNode devices =
                asSet(
                        config.at("/Linux/Devices"),
                        "Path",
                        settings.devices().stream().map(PluginConfig.Device::path).toList());
        ArrayNode mounts =
                asSet(
                        config.get("Mounts"),
                        "Source",
                        settings.mounts().stream().map(PluginConfig.Mount::source).toList());
        showAsSet(config, devices, mounts);
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.set("Config", config);
        json.put("Enabled", plugin.enabled());
        json.put("Id", plugin.id());
        json.put("Name", plugin.name().familiar());
        json.put("PluginReference", reference(plugin));
        json.set("Settings", settings(settings, devices, mounts));
        if (!plugin.signedBy().isEmpty()) {
            plugin.signedBy().forEach(json.putArray("SignedBy")::add);
        }
        if (!plugin.confinement().isEmpty()) {
            plugin.confinement().forEach(json.putObject("Confinement")::put);
        }
        if (!plugin.supervision().isEmpty()) {
            plugin.supervision().forEach(json.putObject("Supervision")::put);
        }
        json.set("Status", StatusJson.of(plugin.status()));
        if (!plugin.previousVersions().isEmpty()) {
            json.set("PreviousVersions", versions(plugin.previousVersions()));
        }
        return json;
    }

    /** A plugin that was created from files refers to itself, by its short name. */
    private static String reference(Plugin plugin) {
        return plugin.source()
                .map(PluginReference::toString)
                .orElseGet(() -> plugin.name().familiar());
    }

    private static ArrayNode versions(List<PluginVersion> versions) {
        ArrayNode json = JsonNodeFactory.instance.arrayNode();
        for (PluginVersion version : versions) {
            json.addObject()
                    .put("Digest", version.digest().toString())
                    .put(
                            "PluginReference",
                            version.source().map(PluginReference::toString).orElse(""));
        }
        return json;
    }

    private static ObjectNode settings(
            PluginSettings settings, ArrayNode devices, ArrayNode mounts) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        settings.args().forEach(json.putArray("Args")::add);
        json.set("Devices", devices);
        settings.env().forEach(json.putArray("Env")::add);
        json.set("Mounts", mounts);
        return json;
    }

    /** A source or a path that was set is shown in the config too. */
    private static void showAsSet(ObjectNode config, ArrayNode devices, ArrayNode mounts) {
        if (!mounts.isEmpty()) {
            config.set("Mounts", mounts.deepCopy());
        }
        if (!devices.isEmpty()) {
            ((ObjectNode) config.get("Linux")).set("Devices", devices.deepCopy());
        }
    }

    /**
     * Returns copies of what the config lists, each with the value that is in force.
     *
     * @param values one for each element: settings have the config's order
     */
    private static ArrayNode asSet(JsonNode published, String key, List<Optional<String>> values) {
        ArrayNode json = JsonNodeFactory.instance.arrayNode();
        for (JsonNode element : published) {
            ObjectNode copy = element.deepCopy();
            json.add(copy.put(key, values.get(json.size()).orElse(null)));
        }
        return json;
    }
}
