package dev.berth.core.client;

import dev.berth.capability.PluginRequest;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The time limit of one call. A blocking unix channel has no timeout of its own, so when the limit
 * passes the connection is closed, which ends every read and write on it.
 */
final class Deadline {
    private enum State {
        RUNNING,
        LIFTED,
        PASSED
    }

    private final AtomicReference<State> state = new AtomicReference<>(State.RUNNING);
    private final long at;
    private final Runnable onPassed;

    /** Makes one that somebody else lets pass, see {@link ConnectionAlarm}. */
    Deadline(Duration limit, Runnable onPassed) {
        this.at = System.nanoTime() + limit.toNanos();
        this.onPassed = onPassed;
    }

    /** Returns one that passes by a task of its own in the timer, see {@link Scheduled#lift}. */
    static Scheduled scheduled(Duration limit, ScheduledExecutorService timer, Runnable onPassed) {
        Deadline deadline = new Deadline(limit, onPassed);
        Future<?> task = timer.schedule(deadline::pass, limit.toNanos(), TimeUnit.NANOSECONDS);
        if (task.isCancelled()) {
            // The engine has stopped, and nobody would end the call.
            deadline.pass();
        }
        return new Scheduled(deadline, task);
    }

    /** A deadline and the timer's task that lets it pass. */
    record Scheduled(Deadline deadline, Future<?> task) {

        /**
         * Takes the task out of the timer, lifts the deadline, and returns whether it had not
         * passed, see {@link Deadline#lift}.
         */
        boolean lift() {
            task.cancel(false);
            return deadline.lift();
        }
    }

    /** Returns the request with what is left of its deadline, counted from {@code begun}. */
    static PluginRequest rest(PluginRequest request, long begun) {
        Duration left = request.deadline().minusNanos(System.nanoTime() - begun);
        return request.withDeadline(left);
    }

    /** Returns when it passes, by {@link System#nanoTime()}. */
    long at() {
        return at;
    }

    boolean isRunning() {
        return state.get() == State.RUNNING;
    }

    boolean hasExpired() {
        return state.get() == State.PASSED;
    }

    /** Lets it pass now, unless it was lifted. */
    void pass() {
        if (state.compareAndSet(State.RUNNING, State.PASSED)) {
            onPassed.run();
        }
    }

    /**
     * Ends the limit, and returns whether it had not passed; if it had, the connection is closed.
     */
    boolean lift() {
        return state.compareAndSet(State.RUNNING, State.LIFTED) || state.get() == State.LIFTED;
    }
}
