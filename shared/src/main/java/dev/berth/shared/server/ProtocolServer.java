package dev.berth.shared.server;

import dev.berth.shared.protocol.ServedPlugin;
import dev.berth.shared.thread.DaemonThreads;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Serves a plugin's protocols: HTTP/1.1 with kept connections, a thread for each of a bounded
 * number. A client that is slow, sends nonsense or goes harms nobody else. Nothing of it is of the
 * whole process.
 */
public final class ProtocolServer implements AutoCloseable {
    private static final Duration SLOT_WAIT = Duration.ofSeconds(10);
    private static final Duration ACCEPT_PAUSE = Duration.ofSeconds(1);
    private static final Duration ABORTED = Duration.ofSeconds(1);

    private final ServerListener listener;
    private final ProtocolServerLimits limits;
    private final Consumer<String> log;
    private final ConnectionContext context;
    private final Deadlines deadlines;
    private final ExecutorService threads;
    private final ExecutorService watchers;
    private final Thread acceptor;
    private final Semaphore slots;
    private final Set<ServedConnection> connections = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean crowded;
    private volatile boolean closing;

    private ProtocolServer(
            String name,
            ServedPlugin plugin,
            ServerListener listener,
            ProtocolServerLimits limits,
            Consumer<String> log) {
        this.listener = listener;
        this.limits = limits;
        this.log = log;
        slots = new Semaphore(limits.connections());
        deadlines = new Deadlines(name + "-deadlines");
        threads = Executors.newCachedThreadPool(DaemonThreads.numbered(name + "-connection-"));
        watchers = Executors.newCachedThreadPool(DaemonThreads.numbered(name + "-stream-"));
        context =
                new ConnectionContext(
                        plugin,
                        limits,
                        deadlines,
                        watchers,
                        () -> crowded || closing,
                        () -> closing,
                        log);
        acceptor = DaemonThreads.create(name + "-accept", this::accept);
    }

    /**
     * Serves until it is closed.
     *
     * @param name what its threads' names begin with
     * @param listener closed with the server
     * @param log told of connections that fail, and of clients that are refused
     */
    public static ProtocolServer start(
            String name,
            ServedPlugin plugin,
            ServerListener listener,
            ProtocolServerLimits limits,
            Consumer<String> log) {
        ProtocolServer server = new ProtocolServer(name, plugin, listener, limits, log);
        server.acceptor.start();
        return server;
    }

    /** Returns where it listens, as a URL. */
    public String address() {
        return listener.address();
    }

    /** Waits until it is closed, and all of its calls have ended. */
    public void awaitClosed() throws InterruptedException {
        closed.await();
    }

    private void accept() {
        while (!closing) {
            try {
                admit(listener.accept());
            } catch (ClosedChannelException e) {
                return;
            } catch (InterruptedException e) {
                // Only the server's end interrupts.
                Thread.currentThread().interrupt();
                return;
            } catch (RejectedExecutionException e) {
                // The server was closed between two steps of this.
                return;
            } catch (Throwable t) {
                log.accept("a connection could not be accepted: " + t);
                awaitRoom();
            }
        }
    }

    /** The process has no file descriptor or thread left: an idle connection's will do. */
    private void awaitRoom() {
        endOldestIdle();
        try {
            closed.await(ACCEPT_PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void admit(Peer peer) throws IOException, InterruptedException {
        if (!slots.tryAcquire() && !makeRoom()) {
            log.accept(
                    "all %d connections are in calls: a further one is closed"
                            .formatted(limits.connections()));
            peer.connection().close();
            return;
        }
        ServedConnection connection = new ServedConnection(peer, context);
        connections.add(connection);
        try {
            threads.execute(() -> run(connection));
        } catch (RuntimeException | Error e) {
            release(connection);
            peer.connection().close();
            throw e;
        }
    }

    private void run(ServedConnection connection) {
        try {
            if (closing) {
                // Whoever closes may have missed it.
                connection.end();
            }
            connection.run();
        } finally {
            release(connection);
        }
    }

    private void release(ServedConnection connection) {
        connections.remove(connection);
        slots.release();
    }

    /** Ends one idle connection, or else the first one whose call ends; returns whether one did. */
    private boolean makeRoom() throws InterruptedException {
        try {
            if (!endOldestIdle()) {
                crowded = true;
                // One may have become idle before it could see that.
                endOldestIdle();
            }
            return slots.tryAcquire(SLOT_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            crowded = false;
        }
    }

    /** Returns whether there was one. */
    private boolean endOldestIdle() {
        return oldestIdle().filter(ServedConnection::endIfIdle).isPresent();
    }

    private Optional<ServedConnection> oldestIdle() {
        long now = System.nanoTime();
        return connections.stream()
                .filter(ServedConnection::isIdle)
                .max(Comparator.comparingLong(connection -> now - connection.idleSince()));
    }

    /**
     * Stops listening; lets calls end, within the limit; ends streams. What the plugin's protocols
     * hold for their callers is not ended: another server may go on with it.
     */
    @Override
    public void close() {
        synchronized (this) {
            if (closing) {
                return;
            }
            closing = true;
        }
        try {
            listener.close();
        } catch (IOException | RuntimeException e) {
            log.accept("the listener was not closed cleanly: " + e.getMessage());
        }
        acceptor.interrupt();
        connections.forEach(ServedConnection::end);
        threads.shutdown();
        drain();
        watchers.shutdownNow();
        deadlines.close();
        closed.countDown();
    }

    private void drain() {
        try {
            if (!threads.awaitTermination(limits.drain().toMillis(), TimeUnit.MILLISECONDS)) {
                log.accept(
                        "%d calls did not end within %d s: they are interrupted"
                                .formatted(connections.size(), limits.drain().toSeconds()));
                connections.forEach(ServedConnection::abort);
                threads.awaitTermination(ABORTED.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            connections.forEach(ServedConnection::abort);
            Thread.currentThread().interrupt();
        }
    }
}
