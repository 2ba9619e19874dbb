package dev.berth.conformance;

import dev.berth.driver.JsonObject;
import dev.berth.shared.json.JsonCodec;
import dev.berth.shared.thread.DaemonThreads;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A plugin at its socket, called as Docker calls it: HTTP/1.1, a connection for each call. */
final class VerifiedPlugin {
    private static final int LARGEST = 16 << 20;
    private static final int LONGEST_LINE = 8192;
    private static final String TYPE = "application/vnd.docker.plugins.v1.2+json";

    private final Path socket;
    private final Duration limit;
    private final ScheduledThreadPoolExecutor deadlines =
            new ScheduledThreadPoolExecutor(1, DaemonThreads.named("verify-deadlines"));

    VerifiedPlugin(Path socket, Duration limit) {
        this.socket = socket;
        this.limit = limit;
    }

    Path socket() {
        return socket;
    }

    PluginAnswer call(String method, JsonObject request) throws IOException {
        return call(method, new String(JsonCodec.write(request), StandardCharsets.UTF_8));
    }

    /**
     * Makes a call.
     *
     * @throws IOException if the plugin does not answer with HTTP, or not in time
     */
    PluginAnswer call(String method, String body) throws IOException {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            Future<?> deadline =
                    deadlines.schedule(() -> end(channel), limit.toMillis(), TimeUnit.MILLISECONDS);
            try {
                byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
                write(channel, head(method, bytes.length).getBytes(StandardCharsets.UTF_8));
                write(channel, bytes);
                return answer(new BufferedInputStream(Channels.newInputStream(channel)));
            } catch (IOException e) {
                throw channel.isOpen()
                        ? e
                        : new IOException("no answer within %d s".formatted(limit.toSeconds()), e);
            } finally {
                deadline.cancel(false);
            }
        }
    }

    private static void end(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // Closed whatever it returns.
            return;
        }
    }

    private static String head(String method, int length) {
        return """
        POST /%s HTTP/1.1\r
        Host: plugin\r
        User-Agent: Go-http-client/1.1\r
        Content-Length: %d\r
        Accept: %s\r
        Content-Type: %s\r
        \r
        """
                .formatted(method, length, TYPE, TYPE);
    }

    private static void write(SocketChannel channel, byte[] bytes) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        while (rest.hasRemaining()) {
            channel.write(rest);
        }
    }

    private static PluginAnswer answer(InputStream in) throws IOException {
        String status = line(in);
        if (!status.matches("HTTP/1\\.[01] [0-9]{3}( .*)?")) {
            throw new IOException("it does not answer in HTTP/1.1: " + status);
        }
        int length = -1;
        boolean chunked = false;
        for (String field = line(in); !field.isEmpty(); field = line(in)) {
            String[] parts = field.toLowerCase(Locale.ROOT).split(":", 2);
            if (parts.length < 2) {
                throw new IOException("it sends a header without a colon: " + parts[0]);
            }
            if (parts[0].equals("content-length")) {
                length = size("content-length", parts[1], 10, LARGEST);
            }
            chunked |= parts[0].equals("transfer-encoding") && parts[1].contains("chunked");
        }
        byte[] body = chunked ? chunks(in) : in.readNBytes(length >= 0 ? length : LARGEST);
        return answer(Integer.parseInt(status.split(" ")[1]), body);
    }

    private static int size(String what, String text, int radix, int largest) throws IOException {
        String digits = text.strip();
        if (!digits.matches("[0-9a-fA-F]+")) {
            throw new IOException("it sends a %s that is none: %s".formatted(what, digits));
        }
        try {
            BigInteger size = new BigInteger(digits, radix);
            if (size.compareTo(BigInteger.valueOf(largest)) > 0) {
                throw new IOException("it answers with more than %d bytes".formatted(LARGEST));
            }
            return size.intValue();
        } catch (NumberFormatException e) {
            throw new IOException("it sends a %s that is none: %s".formatted(what, digits), e);
        }
    }

    private static PluginAnswer answer(int status, byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        try {
            return new PluginAnswer(status, Optional.of(JsonCodec.parse(body)), text);
        } catch (IOException e) {
            return new PluginAnswer(status, Optional.empty(), text);
        }
    }

    private static byte[] chunks(InputStream in) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = chunk(in, body); size > 0; size = chunk(in, body)) {
            body.writeBytes(in.readNBytes(size));
            line(in);
        }
        return body.toByteArray();
    }

    private static int chunk(InputStream in, ByteArrayOutputStream body) throws IOException {
        String size = line(in).split(";", 2)[0];
        return size("chunk's size", size, 16, LARGEST - body.size());
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("it closes the connection without an answer");
            }
            if (line.length() == LONGEST_LINE) {
                throw new IOException(
                        "it sends a line of more than %d characters".formatted(LONGEST_LINE));
            }
            line.append((char) c);
        }
        return line.toString().strip();
    }
}
