package dev.berth.registry.push;

import dev.berth.registry.transport.RequestBodyException;
import dev.berth.shared.thread.DaemonThreads;
import dev.berth.spi.Descriptor;
import java.util.Collection;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Pushes several blobs at once, as many as dockerd does ({@code max-concurrent-uploads}), on
 * threads that end with it. The first failure interrupts the other uploads, and so does an
 * interrupt of the caller.
 */
final class ConcurrentUploads {
    private static final int MOST = 5;
    private static final int SECONDS_TO_END = 10;

    private ConcurrentUploads() {}

    /** Pushes one blob. */
    @FunctionalInterface
    interface Upload {
        void push(Descriptor blob) throws RequestBodyException, InterruptedException;
    }

    /** Pushes all, and throws what the first that fails has thrown. */
    static void push(Collection<Descriptor> blobs, Upload upload)
            throws RequestBodyException, InterruptedException {
        int most = Math.max(1, Math.min(MOST, blobs.size()));
        ExecutorService threads =
                Executors.newFixedThreadPool(most, DaemonThreads.numbered("berth-push-"));
        try {
            CompletionService<Void> pushed = new ExecutorCompletionService<>(threads);
            AtomicBoolean failed = new AtomicBoolean();
            for (Descriptor blob : blobs) {
                pushed.submit(() -> push(blob, upload, failed));
            }
            for (int left = blobs.size(); left > 0; left--) {
                pushed.take().get();
            }
        } catch (ExecutionException e) {
            throw thrown(e.getCause());
        } finally {
            end(threads);
        }
    }

    /** Begins nothing after a failure: the thread that failed would take the next blob. */
    private static Void push(Descriptor blob, Upload upload, AtomicBoolean failed)
            throws RequestBodyException, InterruptedException {
        if (failed.get()) {
            return null;
        }
        boolean done = false;
        try {
            upload.push(blob);
            done = true;
        } finally {
            if (!done) {
                failed.set(true);
            }
        }
        return null;
    }

    private static RuntimeException thrown(Throwable cause)
            throws RequestBodyException, InterruptedException {
        if (cause instanceof RequestBodyException unreadable) {
            throw unreadable;
        }
        if (cause instanceof InterruptedException interrupt) {
            throw interrupt;
        }
        if (cause instanceof Error error) {
            throw error;
        }
        return (RuntimeException) cause;
    }

    /**
     * Waits for the uploads too, whose files the caller then gives free; not for ever, as a
     * listener of theirs may hang.
     */
    private static void end(ExecutorService threads) throws InterruptedException {
        threads.shutdownNow();
        threads.awaitTermination(SECONDS_TO_END, TimeUnit.SECONDS);
    }
}
