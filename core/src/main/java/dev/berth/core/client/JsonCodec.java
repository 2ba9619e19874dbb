package dev.berth.core.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;

/**
 * The JSON of plugin calls, to and from records. Field names are matched in any case and unknown
 * ones are skipped, as Go's {@code encoding/json} does.
 */
public final class JsonCodec {
    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_PROPERTIES)
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
                    .build();

    private JsonCodec() {}

    /** Returns a message as the body of a request. */
    public static byte[] write(Object message) {
        try {
            return JSON.writeValueAsBytes(message);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a message is always JSON", e);
        }
    }

    static JsonNode parse(byte[] body) throws IOException {
        return JSON.readTree(body);
    }

    static <T> T convert(JsonNode json, Class<T> type) throws JsonProcessingException {
        return JSON.treeToValue(json, type);
    }
}
