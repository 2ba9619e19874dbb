package dev.berth.registry.call;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.berth.registry.transport.RegistryResponse;
import dev.berth.shared.text.PrintableText;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The body of an error response, <a
 * href="https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#error-codes">JSON</a>
 * or text, cut to one short line without control characters.
 */
final class ErrorBody {
    private static final int LONGEST_BODY = 1 << 16;
    private static final int LONGEST_TEXT = 300;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private ErrorBody() {}

    /** Returns the registry's message, empty if it has none. */
    static String read(RegistryResponse response) throws InterruptedIOException {
        String type = response.mediaType().orElse("");
        if (type.equals("text/html")) {
            return "an HTML page, so perhaps this is no registry";
        }
        try {
            byte[] body = response.bytes(LONGEST_BODY);
            return clean(type.contains("json") ? words(body) : text(body));
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            return "";
        }
    }

    private static String words(byte[] body) throws IOException {
        try {
            JsonNode error = JSON.readTree(body).path("errors").path(0);
            String message = error.path("message").asText("");
            String code = error.path("code").asText("");
            return code.isEmpty() ? message : message + " (" + code + ")";
        } catch (JacksonException e) {
            return text(body);
        }
    }

    private static String text(byte[] body) {
        return new String(body, StandardCharsets.UTF_8);
    }

    private static String clean(String text) {
        String oneLine = PrintableText.line(text.replaceAll("\\s+", " "));
        return oneLine.length() <= LONGEST_TEXT
                ? oneLine
                : oneLine.substring(0, LONGEST_TEXT) + "…";
    }
}
