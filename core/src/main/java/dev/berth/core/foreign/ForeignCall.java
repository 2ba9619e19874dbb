package dev.berth.core.foreign;

import dev.berth.shared.thread.DaemonThreads;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** One call of foreign code on a thread of its own, for which the caller waits with a limit. */
public final class ForeignCall {
    private final String what;
    private final CountDownLatch end = new CountDownLatch(1);
    private final Thread thread;
    private volatile Throwable failure;

    private ForeignCall(String what, String threadName, Runnable call) {
        this.what = what;
        this.thread = DaemonThreads.create(threadName, () -> run(call));
    }

    /**
     * Starts a call.
     *
     * @param what names it for the log
     */
    public static ForeignCall start(String what, String threadName, Runnable call) {
        ForeignCall started = new ForeignCall(what, threadName, call);
        try {
            started.thread.start();
        } catch (OutOfMemoryError e) {
            // No thread is to be had. A service that stays registered would be worse than a wait.
            started.run(call);
        }
        return started;
    }

    private void run(Runnable call) {
        try {
            call.run();
        } catch (Throwable t) {
            failure = t;
        } finally {
            end.countDown();
        }
    }

    /** Returns whether it has ended. */
    public boolean hasEnded() {
        return end.getCount() == 0;
    }

    /** Waits for its end, and returns whether it has ended within the time. */
    public boolean await(WaitBudget budget) throws InterruptedException {
        return end.await(budget.left().toNanos(), TimeUnit.NANOSECONDS);
    }

    /**
     * Waits for its end. An interrupt is passed on to it, and it is waited for no more: it may not
     * heed that.
     */
    public void await() throws InterruptedException {
        try {
            end.await();
        } catch (InterruptedException e) {
            thread.interrupt();
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
