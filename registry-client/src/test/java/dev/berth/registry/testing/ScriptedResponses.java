package dev.berth.registry.testing;

import dev.berth.registry.testing.ScriptedServer.Script;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Responses that tests are made of. */
public final class ScriptedResponses {
    private ScriptedResponses() {}

    /**
     * Returns a whole response.
     *
     * @param headers each {@code Name: value}
     */
    public static Script of(int status, byte[] body, String... headers) {
        return (request, out) -> {
            head(out, status, body.length, headers);
            if (!request.method().equals("HEAD")) {
                out.write(body);
            }
        };
    }

    public static Script of(int status, String body, String... headers) {
        return of(status, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    public static Script of(int status, String[] headers) {
        return of(status, "", headers);
    }

    public static Script notFound() {
        return of(
                404,
                "{\"errors\":[{\"code\":\"MANIFEST_UNKNOWN\",\"message\":\"not here\"}]}",
                "Content-Type: application/json");
    }

    public static Script redirect(String location) {
        return of(307, "", "Location: " + location);
    }

    public static Script unauthorized(String challenge) {
        return of(401, "", "WWW-Authenticate: " + challenge);
    }

    /** Returns a response that breaks off after some of its bytes. */
    public static Script brokenOff(int status, byte[] body, int after, String... headers) {
        return (request, out) -> {
            head(out, status, body.length, headers);
            out.write(body, 0, after);
            out.flush();
            throw new IOException("broken off, as the script says");
        };
    }

    /** Returns what drops the connection without a response. */
    public static Script nothing() {
        return (request, out) -> {
            throw new IOException("nothing, as the script says");
        };
    }

    /** Returns a blob that honours ranges, but breaks off after so many bytes each time. */
    public static Script ranged(byte[] blob, int breakAfter) {
        return (request, out) -> {
            String range = request.header("Range");
            int from = range.isEmpty() ? 0 : Integer.parseInt(range.replaceAll("bytes=|-", ""));
            int length = blob.length - from;
            String extra =
                    "Content-Range: bytes %d-%d/%d".formatted(from, blob.length - 1, blob.length);
            if (range.isEmpty()) {
                head(out, 200, length);
            } else {
                head(out, 206, length, extra);
            }
            out.write(blob, from, Math.min(length, breakAfter));
            out.flush();
            if (length > breakAfter) {
                throw new IOException("broken off, as the script says");
            }
        };
    }

    public static void head(OutputStream out, int status, long length, String... headers)
            throws IOException {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Word\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        head.append("Content-Length: ").append(length).append("\r\n\r\n");
        out.write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
    }
}
