package dev.berth.dist;

import java.util.List;
import sun.misc.Signal;

/**
 * Handles SIGTERM, SIGINT and SIGHUP: the first asks for an orderly stop, and the process exits
 * with its result; a second one ends the process at once. A JVM shutdown hook is told of the first
 * only.
 */
final class StopSignals {
    /** What a shell adds to the number of the signal that has ended a process. */
    private static final int SIGNALLED = 128;

    private StopSignals() {}

    /**
     * Begins to handle them.
     *
     * @param limit is started with the first one
     */
    static void handle(StopRequest stop, StopWatchdog limit) {
        for (String name : List.of("TERM", "INT", "HUP")) {
            try {
                Signal.handle(new Signal(name), signal -> received(signal, stop, limit));
            } catch (IllegalArgumentException e) {
                // The JVM was told (-Xrs) to leave signals to the kernel: each ends it at once.
                return;
            }
        }
    }

    private static void received(Signal signal, StopRequest stop, StopWatchdog limit) {
        if (stop.request()) {
            limit.start();
        } else {
            Runtime.getRuntime().halt(SIGNALLED + signal.getNumber());
        }
    }
}
