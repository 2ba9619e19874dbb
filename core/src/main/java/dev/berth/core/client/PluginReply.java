package dev.berth.core.client;

import dev.berth.driver.JsonObject;
import dev.berth.plugin.error.PluginCallException;
import dev.berth.plugin.error.PluginCallException.Reason;
import dev.berth.shared.json.JsonCodec;
import dev.berth.shared.text.PrintableText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Reads the reply to one call: its body, parsed once, or the {@link PluginCallException} of an
 * error, be it in the status or in the {@code Err} of a 200.
 */
final class PluginReply {
    private static final int SMALL = 8 * 1024;
    private static final int LARGEST = 16 * 1024 * 1024;
    private static final int LONGEST_TEXT = 1000;

    private final String plugin;
    private final String method;

    PluginReply(String plugin, String method) {
        this.plugin = plugin;
        this.method = method;
    }

    /** Reads a reply whole. */
    byte[] read(TransportReply reply) throws IOException {
        byte[] body = body(reply);
        requireGood(body);
        return body;
    }

    /** Reads a reply whole, as the object that it is. */
    JsonObject readJson(TransportReply reply) throws IOException {
        return requireGood(body(reply));
    }

    private byte[] body(TransportReply reply) throws IOException {
        byte[] body;
        try (InputStream in = reply.body()) {
            body = readWhole(in, reply.length());
            if (body.length > LARGEST) {
                throw new MalformedReplyException("its answer is longer than " + LARGEST);
            }
            // A body that was read to its end lets the connection be reused.
            in.read();
        }
        if (reply.status() != 200) {
            throw failed(reply.status(), body);
        }
        return body;
    }

    /**
     * @param length what the plugin says; only one that is small is taken at its word
     */
    private static byte[] readWhole(InputStream in, long length) throws IOException {
        if (length < 0 || length > SMALL) {
            return in.readNBytes(LARGEST + 1);
        }
        byte[] body = new byte[(int) length];
        int read = in.readNBytes(body, 0, body.length);
        return read == body.length ? body : Arrays.copyOf(body, read);
    }

    /** Parses the body of a 200, which is an object without an error. */
    private JsonObject requireGood(byte[] body) {
        JsonObject json = parse(body);
        Optional<String> error = error(json);
        if (error.isPresent()) {
            throw failure(Reason.FAILED, 200, error.get());
        }
        return json;
    }

    /** Reads the body only if the status is an error; otherwise it is left to the caller. */
    void requireGood(TransportReply reply) throws IOException {
        if (reply.status() != 200) {
            try (InputStream in = reply.body()) {
                throw failed(reply.status(), in.readNBytes(LARGEST));
            }
        }
    }

    private JsonObject parse(byte[] body) {
        try {
            return JsonCodec.parse(body);
        } catch (IOException e) {
            throw noObject(body, e);
        }
    }

    private PluginCallException noObject(byte[] body, Exception cause) {
        return malformed(
                body.length == 0
                        ? "it answered nothing"
                        : "its answer is not a JSON object: " + text(body),
                cause);
    }

    /** Returns the error of a 200 that is not what the protocol says. */
    PluginCallException malformed(String detail, Exception cause) {
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
            return error(JsonCodec.parse(body));
        } catch (IOException e) {
            // Not JSON: then the text is all there is.
            return Optional.empty();
        }
    }

    private static Optional<String> error(JsonObject json) {
        for (Map.Entry<String, Object> member : json.members().entrySet()) {
            boolean named =
                    member.getKey().equalsIgnoreCase("Err")
                            || member.getKey().equalsIgnoreCase("Error");
            String text = named ? Objects.toString(member.getValue(), "") : "";
            if (!text.isEmpty()) {
                return Optional.of(PrintableText.lines(text));
            }
        }
        return Optional.empty();
    }

    private static String text(byte[] body) {
        String text = PrintableText.lines(new String(body, StandardCharsets.UTF_8).strip());
        return text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) + "…" : text;
    }

    private PluginCallException failure(Reason reason, int status, String detail) {
        return new PluginCallException(
                plugin, method, reason, OptionalInt.of(status), detail, null);
    }
}
