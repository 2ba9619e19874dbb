package dev.berth.dist;

import dev.berth.dist.containerd.ContainerdException;

/** A request to stop: interrupts the main thread where that is waiting. */
final class StopRequest {
    private final Thread main;
    private boolean requested;
    private boolean waiting;

    /** A part of the engine's run. */
    @FunctionalInterface
    interface InterruptibleCall<T> {
        T run() throws LaunchException, ContainerdException, InterruptedException;
    }

    StopRequest(Thread main) {
        this.main = main;
    }

    /**
     * Does on the main thread what a request may interrupt. Elsewhere it must not: a framework that
     * is interrupted while it resolves its bundles falls apart.
     *
     * @throws InterruptedException if a request came, also one that came before
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

    /** Asks for the end, and returns whether nobody has asked before. */
    synchronized boolean request() {
        boolean first = !requested;
        requested = true;
        if (waiting && first) {
            main.interrupt();
        }
        return first;
    }
}
