package dev.berth.core.metrics;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Reads one request and writes one response, both within one limit. An interrupt ends it. */
final class TimedExchange implements AutoCloseable {
    private static final int LARGEST_HEAD = 8 * 1024;

    private final SocketChannel channel;
    private final Selector selector;
    private final SelectionKey key;
    private final long end;

    private TimedExchange(SocketChannel channel, Selector selector, Duration limit)
            throws IOException {
        this.channel = channel;
        this.selector = selector;
        this.key = channel.register(selector, 0);
        this.end = System.nanoTime() + limit.toNanos();
    }

    static TimedExchange of(SocketChannel channel, Duration limit) throws IOException {
        channel.configureBlocking(false);
        Selector selector = Selector.open();
        try {
            return new TimedExchange(channel, selector, limit);
        } catch (IOException | RuntimeException e) {
            selector.close();
            throw e;
        }
    }

    /**
     * Reads up to the empty line; what comes after it is not looked at.
     *
     * @throws IOException if it is too large, too late or not whole
     */
    String readHead() throws IOException {
        ByteBuffer head = ByteBuffer.allocate(LARGEST_HEAD);
        while (true) {
            await(SelectionKey.OP_READ);
            if (channel.read(head) < 0) {
                throw new EOFException("it ends in the middle of a request");
            }
            String text = new String(head.array(), 0, head.position(), StandardCharsets.ISO_8859_1);
            if (text.contains("\r\n\r\n") || text.contains("\n\n")) {
                return text;
            }
            if (!head.hasRemaining()) {
                throw new IOException("the head of a request is too large");
            }
        }
    }

    void write(byte[] response) throws IOException {
        ByteBuffer left = ByteBuffer.wrap(response);
        while (left.hasRemaining()) {
            await(SelectionKey.OP_WRITE);
            channel.write(left);
        }
    }

    private void await(int operation) throws IOException {
        key.interestOps(operation);
        selector.selectedKeys().clear();
        long millis = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        if (millis <= 0 || selector.select(millis) == 0) {
            if (Thread.currentThread().isInterrupted()) {
                throw new ClosedByInterruptException();
            }
            throw new SocketTimeoutException("the plugin took too long");
        }
    }

    @Override
    public void close() throws IOException {
        selector.close();
    }
}
