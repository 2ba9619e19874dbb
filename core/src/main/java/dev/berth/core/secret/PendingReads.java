package dev.berth.core.secret;

import dev.berth.shared.thread.DaemonThreads;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Reads files on threads of their own, for which callers wait with a limit. A file whose read has
 * not ended is not read a second time beside it: a file system that hangs costs one thread for each
 * file, however often it is tried.
 */
final class PendingReads {

    /** Reads a file, and may block. */
    @FunctionalInterface
    interface Reader {
        String read(Path file) throws IOException;
    }

    private final Reader reader;
    private final Map<Path, CompletableFuture<String>> pending = new ConcurrentHashMap<>();

    PendingReads(Reader reader) {
        this.reader = reader;
    }

    /**
     * @throws IOException if it cannot be read, or not within the limit
     */
    String read(Path file, Duration limit) throws IOException, InterruptedException {
        try {
            return begin(file).get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new IOException(
                    "%s was not read within %s s: its file system hangs"
                            .formatted(file, limit.toMillis() / 1000.0),
                    e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            throw new IOException(
                    cause instanceof IOException ? cause.getMessage() : cause.toString(), cause);
        }
    }

    private CompletableFuture<String> begin(Path file) {
        CompletableFuture<String> mine = new CompletableFuture<>();
        CompletableFuture<String> underWay = pending.putIfAbsent(file, mine);
        if (underWay != null) {
            return underWay;
        }
        mine.whenComplete((text, failure) -> pending.remove(file, mine));
        try {
            DaemonThreads.create("berth-secret", () -> run(file, mine)).start();
        } catch (OutOfMemoryError e) {
            mine.completeExceptionally(new IOException("no thread can be started now", e));
        }
        return mine;
    }

    private void run(Path file, CompletableFuture<String> result) {
        try {
            result.complete(reader.read(file));
        } catch (Throwable t) {
            result.completeExceptionally(t);
        }
    }
}
