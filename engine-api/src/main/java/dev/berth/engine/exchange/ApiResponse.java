package dev.berth.engine.exchange;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is sent back: a status, headers and a body.
 *
 * @param problem the message if this is an error, so that old clients can be told it in plain text
 */
public record ApiResponse(
        int status, Map<String, String> headers, byte[] body, Optional<String> problem) {

    private static final String TYPE = "Content-Type";
    private static final byte[] NOTHING = {};

    public ApiResponse {
        headers = Map.copyOf(headers);
    }

    /** Returns an answer without a body. */
    public static ApiResponse empty(int status) {
        return new ApiResponse(status, Map.of(), NOTHING, Optional.empty());
    }

    /** Returns JSON; Docker ends every document with a newline. */
    public static ApiResponse json(int status, String json) {
        return text(status, "application/json", json + "\n");
    }

    /** Returns text of any type. */
    public static ApiResponse text(int status, String type, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return new ApiResponse(status, Map.of(TYPE, type), bytes, Optional.empty());
    }

    /** Returns the same answer with one header more. */
    public ApiResponse with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new ApiResponse(status, more, body, problem);
    }

    /** Returns the same answer as an error that can be told in plain text as well. */
    public ApiResponse saying(String message) {
        return new ApiResponse(status, headers, body, Optional.of(message));
    }
}
