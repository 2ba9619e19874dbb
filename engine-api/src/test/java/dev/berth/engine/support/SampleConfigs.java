package dev.berth.engine.support;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.berth.plugin.PluginConfig;
import dev.berth.plugin.error.InvalidPluginException;
import dev.berth.testing.plugin.ConfigFixture;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the configs that the tests write, with lower case keys. */
public final class SampleConfigs {
    private static final JsonMapper MAPPER = new JsonMapper();

    private SampleConfigs() {}

    public static PluginConfig read(String document) {
        try {
            return of(document, MAPPER.readTree(document));
        } catch (JsonProcessingException e) {
            throw new InvalidPluginException("failed to parse config: " + e.getOriginalMessage());
        }
    }

    private static PluginConfig of(String document, JsonNode json) {
        return new ConfigFixture()
                .document(document)
                .description(json.path("description").asText(""))
                .documentation(json.path("documentation").asText(""))
                .types(texts(json.at("/interface/types")))
                .socket(json.at("/interface/socket").asText(""))
                .entrypoint(texts(json.path("entrypoint")))
                .network(json.at("/network/type").asText(""))
                .propagatedMount(json.path("propagatedMount").asText(""))
                .mounts(mounts(json.path("mounts")))
                .devices(devices(json.at("/linux/devices")))
                .env(env(json.path("env")))
                .args("", texts(json.at("/args/value")));
    }

    private static List<PluginConfig.Mount> mounts(JsonNode json) {
        List<PluginConfig.Mount> mounts = new ArrayList<>();
        json.forEach(
                m ->
                        mounts.add(
                                ConfigFixture.mountOf(
                                        m.path("name").asText(""),
                                        m.path("description").asText(""),
                                        texts(m.path("settable")),
                                        text(m.path("source")),
                                        m.path("destination").asText(""),
                                        m.path("type").asText(""),
                                        texts(m.path("options")))));
        return mounts;
    }

    private static List<PluginConfig.Device> devices(JsonNode json) {
        List<PluginConfig.Device> devices = new ArrayList<>();
        json.forEach(
                d ->
                        devices.add(
                                ConfigFixture.deviceOf(
                                        d.path("name").asText(""),
                                        d.path("description").asText(""),
                                        texts(d.path("settable")),
                                        text(d.path("path")))));
        return devices;
    }

    private static List<PluginConfig.Env> env(JsonNode json) {
        List<PluginConfig.Env> env = new ArrayList<>();
        json.forEach(
                e ->
                        env.add(
                                ConfigFixture.envOf(
                                        e.path("name").asText(""),
                                        e.path("description").asText(""),
                                        texts(e.path("settable")),
                                        text(e.path("value")))));
        return env;
    }

    private static Optional<String> text(JsonNode json) {
        return json.isTextual() ? Optional.of(json.textValue()) : Optional.empty();
    }

    private static List<String> texts(JsonNode json) {
        List<String> texts = new ArrayList<>();
        json.forEach(t -> texts.add(t.asText()));
        return texts;
    }
}
