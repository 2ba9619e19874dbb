package dev.berth.core.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.berth.plugin.error.PluginCallException;
import dev.berth.plugin.error.PluginCallException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Tells a good answer from an error, wherever the plugin put it. */
final class PluginReply {
    private static final int LARGEST = 16 * 1024 * 1024;
    private static final int LONGEST_TEXT = 1000;
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private final String plugin;
    private final String method;

    PluginReply(String plugin, String method) {
        this.plugin = plugin;
        this.method = method;
    }

    /** Reads the answer whole. */
    byte[] read(HttpReply answer) throws IOException {
        byte[] body;
        try (InputStream in = answer.body()) {
            body = in.readNBytes(LARGEST + 1);
            if (body.length > LARGEST) {
                throw new MalformedReplyException("its answer is longer than " + LARGEST);
            }
            // One more read sees the end, and with it lets the connection be kept.
            in.read();
        }
        if (answer.status() != 200) {
            throw failed(answer.status(), body);
        }
        JsonNode json = parse(body);
        Optional<String> error = error(json);
        if (error.isPresent()) {
            throw failure(Reason.FAILED, answer.status(), error.get());
        }
        return body;
    }

    /** Lets a stream through, and reads only an error. */
    void requireGood(HttpReply answer) throws IOException {
        if (answer.status() != 200) {
            try (InputStream in = answer.body()) {
                throw failed(answer.status(), in.readNBytes(LARGEST));
            }
        }
    }

    private JsonNode parse(byte[] body) {
        try {
            JsonNode json = JSON.readTree(body);
            if (json.isObject()) {
                return json;
            }
        } catch (IOException e) {
            throw malformed(body, e);
        }
        throw malformed(body, null);
    }

    private PluginCallException malformed(byte[] body, Exception cause) {
        String detail =
                body.length == 0
                        ? "it answered nothing"
                        : "its answer is not a JSON object: " + text(body);
        return new PluginCallException(
                plugin, method, Reason.MALFORMED, OptionalInt.of(200), detail, cause);
    }

    private PluginCallException failed(int status, byte[] body) {
        String said = errorIn(body).orElseGet(() -> text(body));
        if (status == 404) {
            String detail = "it does not know this method (404)";
            return failure(
                    Reason.NOT_SUPPORTED, status, said.isEmpty() ? detail : detail + ": " + said);
        }
        return failure(Reason.FAILED, status, said.isEmpty() ? "status " + status : said);
    }

    private static Optional<String> errorIn(byte[] body) {
        try {
            return error(JSON.readTree(body));
        } catch (IOException e) {
            // Not JSON: then the text is all there is.
            return Optional.empty();
        }
    }

    private static Optional<String> error(JsonNode json) {
        for (Map.Entry<String, JsonNode> field : json.properties()) {
            boolean named =
                    field.getKey().equalsIgnoreCase("Err")
                            || field.getKey().equalsIgnoreCase("Error");
            if (named && !field.getValue().asText().isEmpty() && !field.getValue().isNull()) {
                return Optional.of(field.getValue().asText());
            }
        }
        return Optional.empty();
    }

    private static String text(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8).strip();
        return text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) + "…" : text;
    }

    private PluginCallException failure(Reason reason, int status, String detail) {
        return new PluginCallException(
                plugin, method, reason, OptionalInt.of(status), detail, null);
    }
}
