package dev.berth.core.foreign;

import dev.berth.shared.thread.DaemonThreads;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/** One call of foreign code on a thread of its own, for which the caller waits with a limit. */
public final class ForeignCall {
    private final String what;
    private final CountDownLatch end = new CountDownLatch(1);
    private final Thread thread;
    private volatile Throwable failure;
    private Runnable next;
    private boolean ends;

    private ForeignCall(String what, ThreadFactory threads, Runnable call) {
        this.what = what;
        this.thread = threads.newThread(() -> run(call));
    }

    /**
     * Starts a call that has to be made: if no thread is to be had, it is run on the caller's,
     * without a limit.
     *
     * @param what names it for the log
     */
    public static ForeignCall start(String what, String threadName, Runnable call) {
        ForeignCall started = new ForeignCall(what, DaemonThreads.named(threadName), call);
        try {
            started.thread.start();
        } catch (OutOfMemoryError e) {
            // No thread is to be had. A service that stays registered would be worse than a wait.
            started.run(call);
        }
        return started;
    }

    /**
     * Starts a call that never runs on the caller's thread: if no other is to be had, it is not
     * made, and has failed.
     *
     * @param what names it for the log
     */
    public static ForeignCall ask(String what, String threadName, Runnable call) {
        return ask(what, DaemonThreads.named(threadName), call);
    }

    static ForeignCall ask(String what, ThreadFactory threads, Runnable call) {
        ForeignCall asked = new ForeignCall(what, threads, call);
        try {
            asked.thread.start();
        } catch (OutOfMemoryError e) {
            asked.run(
                    () -> {
                        throw new IllegalStateException("no thread is left for it", e);
                    });
        }
        return asked;
    }

    private void run(Runnable call) {
        for (Runnable each = call; each != null; each = following()) {
            try {
                each.run();
            } catch (Throwable t) {
                failure = t;
            }
        }
        end.countDown();
    }

    /** Returns what its thread goes on with; null if it ends. */
    private synchronized Runnable following() {
        Runnable following = next;
        next = null;
        ends = following == null;
        return following;
    }

    /**
     * Lets its thread go on with something else, once, before it ends; whoever says so last is
     * heeded. Returns whether it does: not if it has ended already.
     */
    public synchronized boolean then(Runnable following) {
        if (!ends) {
            next = following;
        }
        return !ends;
    }

    /** Interrupts it; it may not heed that. */
    public void interrupt() {
        thread.interrupt();
    }

    /** Returns whether it has ended. */
    public boolean hasEnded() {
        return end.getCount() == 0;
    }

    /** Waits for its end, and returns whether it has ended within the time. */
    public boolean await(WaitBudget budget) throws InterruptedException {
        return end.await(budget.left().toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Waits for its end. An interrupt is passed on to it, and it is waited for no more. */
    public void await() throws InterruptedException {
        try {
            end.await();
        } catch (InterruptedException e) {
            interrupt();
            throw e;
        }
    }

    /** Returns what it threw; empty if it has not ended. */
    public Optional<Throwable> failure() {
        return Optional.ofNullable(failure);
    }

    /** Returns what it was named. */
    public String name() {
        return what;
    }

    /** Returns its name and where it stands. */
    public String position() {
        return what + ": " + StackPosition.of(thread);
    }
}
