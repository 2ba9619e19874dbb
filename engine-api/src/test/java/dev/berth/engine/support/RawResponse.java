package dev.berth.engine.support;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;

/** An answer as it came over the wire, its headers by lower case name. */
public record RawResponse(int status, Map<String, String> headers, String body) {

    public JsonNode json() {
        try {
            return new JsonMapper().readTree(body);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + body, e);
        }
    }

    /** Returns the error's text. */
    public String message() {
        return json().path("message").asText();
    }
}
