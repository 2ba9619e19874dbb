package dev.berth.testing.misbehaviour;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** HTTP whose responses are any text, for each method of a protocol. */
final class RawConversation implements RawServer.Conversation {
    private final UnaryOperator<String> methods;

    RawConversation(UnaryOperator<String> methods) {
        this.methods = methods;
    }

    @Override
    public void hold(InputStream in, OutputStream out) throws IOException {
        for (String request = line(in); !request.isEmpty(); request = line(in)) {
            in.skipNBytes(bodyLength(in));
            byte[] body = methods.apply(request.split(" ")[1].substring(1)).getBytes(UTF_8);
            String head = "HTTP/1.1 200 OK\r\nContent-Length: " + body.length + "\r\n\r\n";
            ByteArrayOutputStream whole = new ByteArrayOutputStream();
            whole.writeBytes(head.getBytes(UTF_8));
            whole.writeBytes(body);
            whole.writeTo(out);
        }
    }

    private static int bodyLength(InputStream in) throws IOException {
        int length = 0;
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            String[] parts = header.toLowerCase(Locale.ROOT).split(":", 2);
            if (parts[0].equals("content-length")) {
                length = Integer.parseInt(parts[1].strip());
            }
        }
        return length;
    }

    /** Reads a line; an empty one also when there are no more. */
    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            if (c != '\r') {
                line.write(c);
            }
        }
        return line.toString(UTF_8);
    }
}
