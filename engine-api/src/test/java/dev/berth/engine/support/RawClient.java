package dev.berth.engine.support;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** A client that sends whatever bytes it is told to. */
public final class RawClient implements AutoCloseable {
    private static final long FULL_MILLIS = 300;

    private final SocketChannel channel;

    public RawClient(Path socket) throws IOException {
        channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        channel.connect(UnixDomainSocketAddress.of(socket));
    }

    public RawClient send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.UTF_8));
    }

    public RawClient send(byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        return this;
    }

    /** Sends the same bytes again and again until the other side takes no more of them. */
    public long sendUntilFull(byte[] bytes) throws IOException {
        channel.configureBlocking(false);
        long sent = 0;
        try (Selector selector = Selector.open()) {
            SelectionKey key = channel.register(selector, SelectionKey.OP_WRITE);
            while (selector.select(FULL_MILLIS) > 0) {
                selector.selectedKeys().clear();
                sent += channel.write(ByteBuffer.wrap(bytes));
            }
            key.cancel();
        }
        channel.configureBlocking(true);
        return sent;
    }

    /** Says that nothing more will be sent, and goes on listening. */
    public RawClient finish() throws IOException {
        channel.shutdownOutput();
        return this;
    }

    public RawResponse receive() throws IOException {
        return receive(true);
    }

    /** Receives the answer to a HEAD: what it says of its body has not come. */
    public RawResponse receiveHead() throws IOException {
        return receive(false);
    }

    /** Receives status and headers, and leaves the body for {@link #chunk}. */
    public RawResponse receiveStart() throws IOException {
        return receive(false);
    }

    private RawResponse receive(boolean withBody) throws IOException {
        String[] first = line().split(" ", 3);
        Map<String, String> headers = new HashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            String[] parts = line.split(": ?", 2);
            headers.put(parts[0].toLowerCase(Locale.ROOT), parts[1]);
        }
        int status = Integer.parseInt(first[1]);
        return new RawResponse(status, headers, withBody ? body(headers) : "");
    }

    private String body(Map<String, String> headers) throws IOException {
        if ("chunked".equals(headers.get("transfer-encoding"))) {
            StringBuilder all = new StringBuilder();
            for (String chunk = chunk(); !chunk.isEmpty(); chunk = chunk()) {
                all.append(chunk);
            }
            return all.toString();
        }
        if (headers.containsKey("content-length")) {
            return text(Integer.parseInt(headers.get("content-length")));
        }
        return "close".equals(headers.get("connection")) ? rest() : "";
    }

    /** Returns the next chunk, empty if it is the last. */
    public String chunk() throws IOException {
        String chunk = text(Integer.parseInt(line(), 16));
        line();
        return chunk;
    }

    /** Returns what comes until the connection is closed. */
    public String rest() throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int b = read(); b >= 0; b = read()) {
            all.write(b);
        }
        return all.toString(StandardCharsets.UTF_8);
    }

    private String text(int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                throw new EOFException("the answer ends in the middle");
            }
        }
        return new String(buffer.array(), StandardCharsets.UTF_8);
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = read(); b != '\n'; b = read()) {
            if (b < 0) {
                throw new EOFException("the answer ends after: " + line);
            }
            line.write(b);
        }
        return line.toString(StandardCharsets.UTF_8).replace("\r", "");
    }

    private int read() throws IOException {
        ByteBuffer one = ByteBuffer.allocate(1);
        return channel.read(one) < 0 ? -1 : one.get(0) & 0xff;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
