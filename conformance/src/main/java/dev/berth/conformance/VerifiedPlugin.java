package dev.berth.conformance;

import dev.berth.driver.JsonObject;
import dev.berth.shared.json.JsonCodec;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/** A plugin at its socket, called as Docker calls it: HTTP/1.1, a connection for each call. */
final class VerifiedPlugin implements AutoCloseable {
    private static final String TYPE = "application/vnd.docker.plugins.v1.2+json";

    private final Path socket;
    private final CallDeadline deadline;

    VerifiedPlugin(Path socket, Duration limit) {
        this.socket = socket;
        this.deadline = new CallDeadline(limit);
    }

    /** Returns how long a call may take. */
    CallDeadline deadline() {
        return deadline;
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
        return exchange(method, body, AnswerReader::answer);
    }

    /** Makes a call, and reads of its answer what one wants. */
    <T> T exchange(String method, String body, Reading<T> reading) throws IOException {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            return deadline.within(
                    channel, "no answer", () -> exchange(channel, method, body, reading));
        }
    }

    private static <T> T exchange(
            SocketChannel channel, String method, String body, Reading<T> reading)
            throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        write(channel, head(method, bytes.length).getBytes(StandardCharsets.UTF_8));
        write(channel, bytes);
        return reading.read(
                AnswerReader.of(new BufferedInputStream(Channels.newInputStream(channel))));
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

    @Override
    public void close() {
        deadline.close();
    }

    /** Reads what it wants of an answer. */
    @FunctionalInterface
    interface Reading<T> {
        T read(AnswerReader answer) throws IOException;
    }
}
