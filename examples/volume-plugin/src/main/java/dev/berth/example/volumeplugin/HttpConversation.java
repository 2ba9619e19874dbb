package dev.berth.example.volumeplugin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Locale;
import java.util.function.BiFunction;

/**
 * An HTTP/1.1 connection, server side: the part that plugin clients use, one POST after another.
 */
final class HttpConversation implements PluginServer.Conversation {
    private static final int LONGEST_LINE = 8192;
    private static final int LARGEST_BODY = 1 << 20;

    private final BiFunction<String, String, PluginResponse> methods;

    HttpConversation(BiFunction<String, String, PluginResponse> methods) {
        this.methods = methods;
    }

    @Override
    public void hold(InputStream in, OutputStream out) throws IOException {
        String request = line(in);
        while (!request.isEmpty()) {
            int length = bodyLength(in);
            String[] words = request.split(" ");
            if (words.length != 3 || !words[0].equals("POST") || length < 0) {
                write(out, PluginResponse.error(400, "send POST /METHOD with a Content-Length"));
                return;
            }
            String body = new String(in.readNBytes(length), UTF_8);
            write(out, methods.apply(words[1].substring(1), body));
            request = line(in);
        }
    }

    /** Reads the header lines; returns less than zero for a body that is too long or chunked. */
    private static int bodyLength(InputStream in) throws IOException {
        int length = 0;
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            String[] parts = header.toLowerCase(Locale.ROOT).split(":", 2);
            if (parts[0].equals("content-length")) {
                String digits = parts[1].strip();
                length = digits.matches("[0-9]{1,7}") ? Integer.parseInt(digits) : -1;
            } else if (parts[0].equals("transfer-encoding")) {
                return -1;
            }
        }
        return length > LARGEST_BODY ? -1 : length;
    }

    /** Reads a line; an empty one also when there are no more. */
    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            if (line.size() == LONGEST_LINE) {
                throw new IOException("a line of more than " + LONGEST_LINE + " bytes");
            }
            if (c != '\r') {
                line.write(c);
            }
        }
        return line.toString(UTF_8);
    }

    private static void write(OutputStream out, PluginResponse response) throws IOException {
        byte[] body = response.body().getBytes(UTF_8);
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(
                """
                HTTP/1.1 %d %s\r
                Content-Type: application/vnd.docker.plugins.v1.2+json\r
                Content-Length: %d\r
                \r
                """
                        .formatted(
                                response.status(),
                                response.status() == 200 ? "OK" : "Error",
                                body.length)
                        .getBytes(UTF_8));
        whole.writeBytes(body);
        whole.writeTo(out);
    }
}
