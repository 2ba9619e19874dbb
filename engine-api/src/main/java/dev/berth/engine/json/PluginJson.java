package dev.berth.engine.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginConfig.Device;
import dev.berth.plugin.PluginConfig.Mount;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.PluginSettings;
import dev.berth.plugin.PluginState;
import java.util.List;
import java.util.Optional;

/** A plugin as {@code docker plugin inspect} shows it. */
public final class PluginJson {
    private PluginJson() {}

    public static ObjectNode of(Plugin plugin) {
        ObjectNode config = ConfigJson.of(plugin.config().document());
        ArrayNode devices = devices(plugin.settings().devices(), config.at("/Linux/Devices"));
        ArrayNode mounts = mounts(plugin.settings().mounts(), config.get("Mounts"));
        ObjectNode settings = settings(plugin.settings(), devices, mounts);
        showAsSet(config, devices, mounts);
        ObjectNode json = JsonDocuments.object();
        json.set("Config", config);
        json.put("Enabled", inUse(plugin));
        json.put("Id", plugin.id());
        json.put("Name", plugin.name().familiar());
        // One that was made here refers to itself, by its short name.
        String made = plugin.name().familiar();
        json.put("PluginReference", plugin.source().map(PluginReference::toString).orElse(made));
        json.set("Settings", settings);
        return json;
    }

    /** A plugin that died and is being started again is enabled for Docker's clients. */
    public static boolean inUse(Plugin plugin) {
        return plugin.state() != PluginState.DISABLED;
    }

    private static ObjectNode settings(
            PluginSettings settings, ArrayNode devices, ArrayNode mounts) {
        ObjectNode json = JsonDocuments.object();
        settings.args().forEach(json.putArray("Args")::add);
        json.set("Devices", devices);
        settings.env().forEach(json.putArray("Env")::add);
        json.set("Mounts", mounts);
        return json;
    }

    /** Docker shows a source or a path that was set in the config too. */
    private static void showAsSet(ObjectNode config, ArrayNode devices, ArrayNode mounts) {
        if (config.get("Mounts").size() == mounts.size() && !mounts.isEmpty()) {
            config.set("Mounts", mounts.deepCopy());
        }
        if (config.at("/Linux/Devices").size() == devices.size() && !devices.isEmpty()) {
            ((ObjectNode) config.get("Linux")).set("Devices", devices.deepCopy());
        }
    }

    private static ArrayNode devices(List<Device> devices, JsonNode published) {
        ArrayNode json = JsonDocuments.array();
        for (Device device : devices) {
            ObjectNode one =
                    named(published, device.name())
                            .orElseGet(() -> ConfigJson.device(new JsonFields(written(device))));
            json.add(with(one, "Path", device.path()));
        }
        return json;
    }

    private static ArrayNode mounts(List<Mount> mounts, JsonNode published) {
        ArrayNode json = JsonDocuments.array();
        for (Mount mount : mounts) {
            ObjectNode one =
                    named(published, mount.name())
                            .filter(p -> p.path("Destination").asText().equals(mount.destination()))
                            .orElseGet(() -> ConfigJson.mount(new JsonFields(written(mount))));
            json.add(with(one, "Source", mount.source()));
        }
        return json;
    }

    private static Optional<ObjectNode> named(JsonNode published, String name) {
        for (JsonNode element : published) {
            if (element.path("Name").asText().equals(name)) {
                return Optional.of((ObjectNode) element.deepCopy());
            }
        }
        return Optional.empty();
    }

    private static ObjectNode with(ObjectNode one, String field, Optional<String> value) {
        return value.isPresent() ? one.put(field, value.get()) : one.putNull(field);
    }

    private static ObjectNode written(Device device) {
        ObjectNode json = JsonDocuments.object();
        json.put("name", device.name()).put("description", device.description());
        device.settable().forEach(json.putArray("settable")::add);
        return json;
    }

    private static ObjectNode written(Mount mount) {
        ObjectNode json = JsonDocuments.object();
        json.put("name", mount.name()).put("description", mount.description());
        json.put("destination", mount.destination()).put("type", mount.type());
        mount.options().forEach(json.putArray("options")::add);
        mount.settable().forEach(json.putArray("settable")::add);
        return json;
    }
}
