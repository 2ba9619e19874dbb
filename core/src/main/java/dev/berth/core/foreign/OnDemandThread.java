package dev.berth.core.foreign;

import dev.berth.shared.thread.DaemonThreads;
import java.util.function.Supplier;
import org.osgi.service.log.Logger;

/**
 * A named thread that exists only while a source has work: it takes one piece after the other and
 * ends when there is none. Whatever a piece throws is logged, and the next one is taken.
 */
public final class OnDemandThread {
    private final String name;
    private final Supplier<Runnable> source;
    private final Logger log;
    private Thread thread;

    /**
     * @param source returns the next piece of work, or null if there is none; may be called from
     *     the thread only
     */
    public OnDemandThread(String name, Supplier<Runnable> source, Logger log) {
        this.name = name;
        this.source = source;
        this.log = log;
    }

    /** Starts the thread unless it runs; to be called after the source has got work. */
    public synchronized void wake() {
        if (thread != null) {
            return;
        }
        thread = DaemonThreads.create(name, this::run);
        try {
            thread.start();
        } catch (OutOfMemoryError e) {
            thread = null;
            log.error("thread {} cannot be started now: {}", name, e.getMessage());
        }
    }

    private void run() {
        for (Runnable work = next(); work != null; work = next()) {
            try {
                work.run();
            } catch (Throwable t) {
                report(t);
            }
        }
    }

    private void report(Throwable failure) {
        try {
            log.error("thread {} goes on after {}", name, failure.getClass().getName(), failure);
        } catch (Throwable t) {
            // The log fails, too, and there is nobody else to tell.
            return;
        }
    }

    private synchronized Runnable next() {
        Runnable work = source.get();
        if (work == null) {
            thread = null;
        }
        return work;
    }

    /** Returns where it stands. */
    public synchronized String position() {
        return StackPosition.of(thread);
    }

    /** Interrupts what it does now. */
    public synchronized void interrupt() {
        if (thread != null) {
            thread.interrupt();
        }
    }
}
