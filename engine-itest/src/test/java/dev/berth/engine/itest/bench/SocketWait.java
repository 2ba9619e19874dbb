package dev.berth.engine.itest.bench;

import dev.berth.testing.RestartableServer;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Waits until unix sockets of a starting server accept. It tries when something comes into their
 * folder, and each millisecond: no event tells when a socket that is bound begins to listen.
 */
final class SocketWait implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final RestartableServer server;
    private final WatchService watch;
    private final long end = System.nanoTime() + LIMIT.toNanos();

    /** What fails while the server is not so far. */
    @FunctionalInterface
    interface Attempt {
        void run() throws IOException;
    }

    /**
     * Begins to watch.
     *
     * @param folder of the sockets, or of their folders
     */
    SocketWait(RestartableServer server, Path folder) throws IOException {
        this.server = server;
        watch = folder.getFileSystem().newWatchService();
        folder.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
    }

    void untilAccepts(Path socket) throws IOException, InterruptedException {
        until(() -> accept(socket));
    }

    private static void accept(Path socket) throws IOException {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(socket));
        }
    }

    void until(Attempt attempt) throws IOException, InterruptedException {
        IOException failure = failureOf(attempt);
        while (failure != null) {
            server.checkRunning();
            if (System.nanoTime() - end > 0) {
                throw new IOException("not within " + LIMIT, failure);
            }
            WatchKey key = watch.poll(1, TimeUnit.MILLISECONDS);
            if (key != null) {
                key.pollEvents();
                key.reset();
            }
            failure = failureOf(attempt);
        }
    }

    private static IOException failureOf(Attempt attempt) {
        try {
            attempt.run();
            return null;
        } catch (IOException e) {
            return e;
        }
    }

    @Override
    public void close() throws IOException {
        watch.close();
    }
}
