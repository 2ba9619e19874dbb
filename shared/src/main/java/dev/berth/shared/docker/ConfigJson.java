package dev.berth.shared.docker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.shared.text.PrintableText;
import java.util.function.Function;

/**
 * A plugin's config as dockerd shows it, with its keys in its order. It is made of the published
 * document and not of the parsed config, because clients see whether a list was empty or missing
 * there.
 */
final class ConfigJson {
    private static final JsonMapper MAPPER = new JsonMapper();

    private ConfigJson() {}

    static ObjectNode of(String document) {
        JsonFields config = new JsonFields(parse(document));
        ObjectNode json = object();
        json.set("Args", argument(config.in("args"), config.in("args").list("value")));
        // Clients list it as it is, also of what was installed before there were rules for it.
        json.put("Description", PrintableText.line(config.text("description")));
        putUnlessEmpty(json, "DockerVersion", config.text("dockerVersion"));
        json.put("Documentation", config.text("documentation"));
        json.set("Entrypoint", config.list("entrypoint"));
        json.set("Env", each(config.list("env"), e -> argument(e, e.nullable("value"))));
        json.set("Interface", iface(config.in("interface")));
        json.put("IpcHost", config.flag("ipcHost"));
        json.set("Linux", linux(config.in("linux")));
        json.set("Mounts", each(config.list("mounts"), ConfigJson::mount));
        json.putObject("Network").put("Type", config.in("network").text("type"));
        json.put("PidHost", config.flag("pidHost"));
        json.put("PropagatedMount", config.text("propagatedMount"));
        json.set("User", user(config.in("user")));
        json.put("WorkDir", config.text("workDir"));
        if (config.get("rootfs").isObject()) {
            json.set("rootfs", rootfs(config.in("rootfs")));
        }
        return json;
    }

    private static JsonNode parse(String document) {
        try {
            return MAPPER.readTree(document);
        } catch (JsonProcessingException e) {
            // It was readable when the plugin was installed; the rest of the plugin is shown.
            return NullNode.getInstance();
        }
    }

    private static ObjectNode argument(JsonFields from, JsonNode value) {
        ObjectNode json = named(from);
        json.set("Settable", from.list("settable"));
        json.set("Value", value);
        return json;
    }

    private static ObjectNode named(JsonFields from) {
        return object().put("Description", from.text("description")).put("Name", from.text("name"));
    }

    private static ObjectNode iface(JsonFields from) {
        ObjectNode json = object();
        putUnlessEmpty(json, "ProtocolScheme", from.text("protocolScheme"));
        json.put("Socket", from.text("socket"));
        json.set("Types", from.list("types"));
        return json;
    }

    private static ObjectNode linux(JsonFields from) {
        ObjectNode json = object();
        json.put("AllowAllDevices", from.flag("allowAllDevices"));
        json.set("Capabilities", from.list("capabilities"));
        json.set("Devices", each(from.list("devices"), ConfigJson::device));
        return json;
    }

    private static ObjectNode device(JsonFields from) {
        ObjectNode json = named(from);
        json.set("Path", from.nullable("path"));
        json.set("Settable", from.list("settable"));
        return json;
    }

    private static ObjectNode mount(JsonFields from) {
        ObjectNode json = object();
        json.put("Description", from.text("description"));
        json.put("Destination", from.text("destination"));
        json.put("Name", from.text("name"));
        json.set("Options", from.list("options"));
        json.set("Settable", from.list("settable"));
        json.set("Source", from.nullable("source"));
        json.put("Type", from.text("type"));
        return json;
    }

    private static ObjectNode user(JsonFields from) {
        ObjectNode json = object();
        for (String key : new String[] {"GID", "UID"}) {
            long number = from.get(key).asLong(0);
            if (number != 0) {
                json.put(key, number);
            }
        }
        return json;
    }

    private static ObjectNode rootfs(JsonFields from) {
        ObjectNode json = object();
        if (from.get("diff_ids").isArray()) {
            json.set("diff_ids", from.get("diff_ids"));
        }
        putUnlessEmpty(json, "type", from.text("type"));
        return json;
    }

    private static JsonNode each(JsonNode list, Function<JsonFields, ObjectNode> shape) {
        if (!list.isArray()) {
            return list;
        }
        ArrayNode json = JsonNodeFactory.instance.arrayNode();
        list.forEach(element -> json.add(shape.apply(new JsonFields(element))));
        return json;
    }

    private static void putUnlessEmpty(ObjectNode json, String key, String value) {
        if (!value.isEmpty()) {
            json.put(key, value);
        }
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
