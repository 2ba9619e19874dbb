package dev.berth.shared.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Writes replies: a whole one at once, a stream in chunks. */
final class ReplyWriter {
    private static final String CONTENT_TYPE = "application/vnd.docker.plugins.v1.2+json";
    private static final Map<Integer, String> REASONS =
            Map.of(
                    200, "OK",
                    400, "Bad Request",
                    404, "Not Found",
                    405, "Method Not Allowed",
                    413, "Content Too Large",
                    417, "Expectation Failed",
                    431, "Request Header Fields Too Large",
                    500, "Internal Server Error",
                    501, "Not Implemented");

    private final OutputStream out;

    ReplyWriter(OutputStream out) {
        this.out = out;
    }

    void write(int status, byte[] body, boolean keptAlive) throws IOException {
        ByteArrayOutputStream whole = new ByteArrayOutputStream(body.length + 192);
        whole.writeBytes(head(status, "Content-Length: " + body.length, keptAlive));
        whole.writeBytes(body);
        out.write(whole.toByteArray());
    }

    /**
     * Begins a stream; the connection ends with it.
     *
     * @param chunks whether the client reads chunks; one of HTTP/1.0 takes the end of the
     *     connection for that of the body
     */
    OutputStream stream(boolean chunks) throws IOException {
        String framing = chunks ? "Transfer-Encoding: chunked" : "Cache-Control: no-store";
        out.write(head(200, framing, false));
        return chunks ? new ChunkedOutput(out) : out;
    }

    private static byte[] head(int status, String framing, boolean keptAlive) {
        StringBuilder head = new StringBuilder(160).append("HTTP/1.1 ").append(status).append(' ');
        head.append(REASONS.getOrDefault(status, "Error"));
        head.append("\r\nContent-Type: ").append(CONTENT_TYPE).append("\r\n").append(framing);
        if (status == 405) {
            head.append("\r\nAllow: POST");
        }
        head.append(keptAlive ? "\r\n\r\n" : "\r\nConnection: close\r\n\r\n");
        return head.toString().getBytes(StandardCharsets.US_ASCII);
    }
}
