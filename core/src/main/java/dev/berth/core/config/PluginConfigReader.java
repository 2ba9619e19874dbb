package dev.berth.core.config;

import com.fasterxml.jackson.databind.JsonNode;
import dev.berth.plugin.PluginConfig;
import dev.berth.plugin.error.InvalidPluginException;
import dev.berth.shared.document.DocumentReader;
import dev.berth.shared.json.InvalidJsonException;
import dev.berth.shared.json.Utf8Json;
import java.util.Optional;

/** Parses a plugin's config as leniently as Docker does: keys in any case, unknown ones skipped. */
public final class PluginConfigReader {
    private PluginConfigReader() {}

    /**
     * Parses a config.
     *
     * @throws InvalidPluginException if it is not JSON, or a field has the wrong type
     */
    public static PluginConfig read(byte[] bytes) {
        String text = Utf8Json.replaced(bytes);
        ConfigFields config = new ConfigFields("", parse(text));
        return new ParsedConfig(
                text,
                config.text("description"),
                config.text("documentation"),
                iface(config.object("interface")),
                config.texts("entrypoint"),
                config.text("workdir"),
                user(config.object("user")),
                new ParsedNetwork(config.object("network").text("type")),
                config.flag("ipcHost"),
                config.flag("pidHost"),
                config.text("propagatedMount"),
                config.objects("mounts").map(PluginConfigReader::mount).toList(),
                linux(config.object("linux")),
                config.objects("env").map(PluginConfigReader::env).toList(),
                args(config.object("args")),
                rootFs(config.object("rootfs")));
    }

    private static JsonNode parse(String text) {
        try {
            JsonNode root = DocumentReader.read(text);
            if (root.isMissingNode()) {
                throw new InvalidPluginException(
                        "failed to parse config: unexpected end of JSON input");
            }
            if (!root.isObject() && !root.isNull()) {
                throw new InvalidPluginException("failed to parse config: it is not a JSON object");
            }
            return root;
        } catch (InvalidJsonException e) {
            throw new InvalidPluginException(
                    "failed to parse config: it is not JSON: " + e.getMessage(), e);
        }
    }

    private static PluginConfig.Interface iface(ConfigFields fields) {
        return new ParsedInterface(
                fields.texts("types"), fields.text("socket"), fields.text("protocolScheme"));
    }

    private static PluginConfig.User user(ConfigFields fields) {
        return new ParsedUser(fields.number("uid"), fields.number("gid"));
    }

    private static PluginConfig.Mount mount(ConfigFields fields) {
        return new ParsedMount(
                fields.text("name"),
                fields.text("description"),
                fields.texts("settable"),
                fields.optionalText("source"),
                fields.text("destination"),
                fields.text("type"),
                fields.texts("options"));
    }

    private static PluginConfig.Linux linux(ConfigFields fields) {
        return new ParsedLinux(
                fields.texts("capabilities"),
                fields.flag("allowAllDevices"),
                fields.objects("devices").map(PluginConfigReader::device).toList());
    }

    private static PluginConfig.Device device(ConfigFields fields) {
        return new ParsedDevice(
                fields.text("name"),
                fields.text("description"),
                fields.texts("settable"),
                fields.optionalText("path"));
    }

    private static PluginConfig.Env env(ConfigFields fields) {
        Optional<String> value = fields.optionalText("value");
        return new ParsedEnv(
                fields.text("name"), fields.text("description"), fields.texts("settable"), value);
    }

    private static PluginConfig.Args args(ConfigFields fields) {
        return new ParsedArgs(
                fields.text("name"),
                fields.text("description"),
                fields.texts("settable"),
                fields.texts("value"));
    }

    private static PluginConfig.RootFs rootFs(ConfigFields fields) {
        return new ParsedRootFs(fields.text("type"), fields.texts("diff_ids"));
    }
}
