package dev.berth.sdk.testing;

import dev.berth.shared.server.Peer;
import dev.berth.shared.server.UnixListener;
import dev.berth.shared.thread.DaemonThreads;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** The host's metrics: a Prometheus endpoint on a unix socket, as a metrics collector reads it. */
public final class HostMetrics implements AutoCloseable {
    private final UnixListener listener;
    private final byte[] reply;
    private final AtomicInteger reads = new AtomicInteger();

    private HostMetrics(UnixListener listener, String text) {
        this.listener = listener;
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        String head =
                "HTTP/1.1 200 OK\r\nContent-Type: text/plain; version=0.0.4\r\n"
                        + "Connection: close\r\nContent-Length: %d\r\n\r\n";
        this.reply = (head.formatted(body.length) + text).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Starts to serve.
     *
     * @param text the metrics in Prometheus' text format, the same at each reading
     */
    public static HostMetrics at(Path socket, String text) throws IOException {
        HostMetrics metrics = new HostMetrics(UnixListener.bind(socket, ""), text);
        DaemonThreads.create("host-metrics", metrics::serve).start();
        return metrics;
    }

    /** Returns how often they have been read. */
    public int reads() {
        return reads.get();
    }

    private void serve() {
        while (true) {
            try {
                answer(listener.accept());
            } catch (ClosedChannelException e) {
                return;
            } catch (IOException e) {
                // This reader has gone; there are others.
                continue;
            }
        }
    }

    private void answer(Peer peer) throws IOException {
        try {
            readHead(peer.in());
            reads.incrementAndGet();
            peer.out().write(reply);
        } finally {
            peer.connection().close();
        }
    }

    /** Reads up to the empty line. */
    private static void readHead(InputStream in) throws IOException {
        int ends = 0;
        while (ends < 2) {
            int c = in.read();
            if (c < 0) {
                throw new EOFException("it ends in the middle of a head");
            }
            ends = c == '\n' ? ends + 1 : c == '\r' ? ends : 0;
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
