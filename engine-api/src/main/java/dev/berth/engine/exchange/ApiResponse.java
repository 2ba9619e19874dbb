package dev.berth.engine.exchange;

import dev.berth.shared.text.PrintableText;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A response: status, headers and body.
 *
 * @param problem the message if this is an error, so that old clients can be told it in plain text
 */
public record ApiResponse(
        int status, Map<String, String> headers, byte[] body, Optional<String> problem) {

    private static final String TYPE = "Content-Type";
    private static final Map<String, String> JSON = Map.of(TYPE, "application/json");
    private static final byte[] NOTHING = {};

    public ApiResponse {
        headers = Map.copyOf(headers);
    }

    /** Returns a response without a body. */
    public static ApiResponse empty(int status) {
        return new ApiResponse(status, Map.of(), NOTHING, Optional.empty());
    }

    /**
     * Returns a response with a JSON document and a newline, as dockerd. Clients print documents as
     * they are, so that what is not printable is escaped; it stands in strings only.
     */
    public static ApiResponse json(int status, String json) {
        return json(status, (PrintableText.lines(json) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Returns a response with a JSON document that is written already.
     *
     * @param json as {@link #json(int, String)} writes it, with the newline
     */
    public static ApiResponse json(int status, byte[] json) {
        return new ApiResponse(status, JSON, json, Optional.empty());
    }

    /** Returns a response with a text. */
    public static ApiResponse text(int status, String type, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return new ApiResponse(status, Map.of(TYPE, type), bytes, Optional.empty());
    }

    /** Returns the same response with one header more. */
    public ApiResponse with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new ApiResponse(status, more, body, problem);
    }

    /** Returns the same response as an error, with its message in plain text for old clients. */
    public ApiResponse saying(String message) {
        return new ApiResponse(status, headers, body, Optional.of(message));
    }
}
