package dev.berth.core.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.berth.capability.PluginClient;
import dev.berth.capability.PluginRequest;
import dev.berth.plugin.error.PluginCallException;
import dev.berth.plugin.error.PluginCallException.Reason;
import java.io.IOException;
import java.util.OptionalInt;

/** Records to a plugin and back, by way of JSON read as Go reads it: names in any case. */
public final class JsonCodec {
    private static final ObjectMapper JSON =
            JsonMapper.builder()
                    .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_PROPERTIES)
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
                    .build();

    private final PluginClient plugin;

    public JsonCodec(PluginClient plugin) {
        this.plugin = plugin;
    }

    public byte[] json(Object message) {
        try {
            return JSON.writeValueAsBytes(message);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a message is always JSON", e);
        }
    }

    public <T> T call(PluginRequest request, Class<T> answer) {
        byte[] body = plugin.call(request);
        try {
            return JSON.readValue(body, answer);
        } catch (JsonProcessingException e) {
            throw malformed(
                    request.method(),
                    "its answer is not as it should be: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory does not fail", e);
        }
    }

    public PluginCallException malformed(String method, String detail) {
        return new PluginCallException(
                plugin.plugin(), method, Reason.MALFORMED, OptionalInt.of(200), detail, null);
    }
}
