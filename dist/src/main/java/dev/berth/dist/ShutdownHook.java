package dev.berth.dist;

import dev.berth.dist.containerd.ContainerdException;
import java.util.concurrent.CompletableFuture;

/**
 * A JVM shutdown hook for SIGTERM and Ctrl-C: interrupts the main thread where that is waiting, and
 * exits with its result.
 */
final class ShutdownHook {
    private final CompletableFuture<Integer> status = new CompletableFuture<>();
    private final Thread main;
    private boolean requested;
    private boolean waiting;

    /** A part of the engine's run. */
    @FunctionalInterface
    interface InterruptibleCall<T> {
        T run() throws LaunchException, ContainerdException, InterruptedException;
    }

    private ShutdownHook(Thread main) {
        this.main = main;
    }

    /** Returns one that nothing sets off. */
    static ShutdownHook of(Thread main) {
        return new ShutdownHook(main);
    }

    /** Returns one that a signal to this process sets off. */
    static ShutdownHook onSignal(Thread main) {
        ShutdownHook shutdown = of(main);
        Runtime.getRuntime().addShutdownHook(new Thread(shutdown::signalled, "berth-shutdown"));
        return shutdown;
    }

    /**
     * Does on the main thread what a signal may interrupt. Elsewhere it must not: a framework that
     * is interrupted while it resolves its bundles falls apart.
     *
     * @throws InterruptedException if a signal came, also one that came before
     */
    <T> T interruptibly(InterruptibleCall<T> work)
            throws LaunchException, ContainerdException, InterruptedException {
        begin();
        try {
            return work.run();
        } finally {
            end();
        }
    }

    private synchronized void begin() throws InterruptedException {
        if (requested) {
            throw new InterruptedException("told to stop");
        }
        waiting = true;
    }

    private synchronized void end() {
        waiting = false;
        // What was to be interrupted is over; what follows cleans up and is not to be.
        Thread.interrupted();
    }

    /** Says that all is over. */
    int completed(int code) {
        status.complete(code);
        return code;
    }

    private void signalled() {
        if (status.isDone()) {
            return;
        }
        request();
        // Without this a signal's own exit code, 143, would stand for a clean stop.
        Runtime.getRuntime().halt(status.join());
    }

    /** Asks for the end, as a signal does. */
    synchronized void request() {
        requested = true;
        if (waiting) {
            main.interrupt();
        }
    }
}
