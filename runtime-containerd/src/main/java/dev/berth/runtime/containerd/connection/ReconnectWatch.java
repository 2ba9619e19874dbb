package dev.berth.runtime.containerd.connection;

import dev.berth.runtime.containerd.host.DirectoryWatcher;
import dev.berth.runtime.containerd.host.RootFilesystem;
import dev.berth.shared.thread.DaemonThreads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Tells when the socket of a containerd that went away accepts connections again, by inotify. Where
 * it accepts and breaks each connection, or cannot be watched, whoever asks again is told after a
 * pause that doubles, up to a limit.
 */
final class ReconnectWatch implements AutoCloseable {
    private static final RootFilesystem HOST = new RootFilesystem(Path.of("/"));
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    /** Whoever comes back after so long found containerd there: the next pause is none again. */
    private static final Duration SETTLED = Duration.ofSeconds(10);

    private final Path address;
    private final DirectoryWatcher folders;
    private final CountDownLatch closing = new CountDownLatch(1);

    /** Guarded by this object, as the thread is. */
    private Optional<CompletableFuture<Void>> back = Optional.empty();

    private Optional<Thread> watcher = Optional.empty();

    /** Of the thread, as is when it told last; there is one thread at a time. */
    private Duration pause = Duration.ZERO;

    private long toldAt = System.nanoTime() - SETTLED.toNanos();

    ReconnectWatch(Path address, DirectoryWatcher folders) {
        this.address = address.toAbsolutePath();
        this.folders = folders;
    }

    /**
     * Returns what completes when the socket accepts; with an error when this is closed before. It
     * completes on the watching thread.
     */
    synchronized CompletableFuture<Void> back() {
        if (isClosed()) {
            return CompletableFuture.failedFuture(closedFailure());
        }
        if (back.isEmpty()) {
            CompletableFuture<Void> next = new CompletableFuture<>();
            Thread thread = DaemonThreads.create("berth-containerd-reconnect", () -> watch(next));
            // Where no thread can be started, the next one who asks tries again.
            thread.start();
            back = Optional.of(next);
            watcher = Optional.of(thread);
        }
        return back.get();
    }

    private void watch(CompletableFuture<Void> next) {
        try {
            pause = nextPause();
            boolean over = closing.await(pause.toNanos(), TimeUnit.NANOSECONDS);
            while (!over && !acceptsSoon()) {
                over = isClosed();
            }
        } catch (IOException e) {
            // It cannot be watched: whoever asks containerd now comes back, and waits for longer.
        } catch (InterruptedException e) {
            // This is being closed.
        }
        toldAt = System.nanoTime();
        synchronized (this) {
            back = Optional.empty();
        }
        if (isClosed()) {
            next.completeExceptionally(closedFailure());
        } else {
            next.complete(null);
        }
    }

    private Duration nextPause() {
        if (System.nanoTime() - toldAt >= SETTLED.toNanos()) {
            return Duration.ZERO;
        }
        Duration doubled = pause.multipliedBy(2);
        if (doubled.compareTo(FIRST_PAUSE) < 0) {
            return FIRST_PAUSE;
        }
        return doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
    }

    /**
     * Returns whether the socket accepts by the end of a time. The folder above the socket's is
     * watched with it, so that a folder that is deleted and made anew is seen. What is watched is
     * where the address leads to: it may be a symbolic link, whose target may not be there yet.
     */
    private boolean acceptsSoon() throws IOException, InterruptedException {
        Path socket = HOST.resolve(address.toString());
        Path there = socket.getParent();
        while (!Files.isDirectory(there)) {
            there = there.getParent();
        }
        Path top = there.getParent() == null ? there : there.getParent();
        try (SocketWatch watch = SocketWatch.of(top, socket, folders)) {
            return watch.await(LONGEST_PAUSE) == SocketWatch.Outcome.ACCEPTS;
        }
    }

    private boolean isClosed() {
        return closing.getCount() == 0;
    }

    private static IOException closedFailure() {
        return new IOException("the connection is closed");
    }

    @Override
    public void close() {
        closing.countDown();
        synchronized (this) {
            watcher.ifPresent(Thread::interrupt);
        }
    }
}
