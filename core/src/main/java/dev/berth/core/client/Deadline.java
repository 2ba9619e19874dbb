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
    private final Future<?> alarm;

    Deadline(Duration limit, ScheduledExecutorService timer, Runnable onPassed) {
        this.alarm = timer.schedule(() -> pass(onPassed), limit.toNanos(), TimeUnit.NANOSECONDS);
        if (alarm.isCancelled()) {
            // The engine has stopped, and nobody would end the call.
            pass(onPassed);
        }
    }

    private void pass(Runnable onPassed) {
        if (state.compareAndSet(State.RUNNING, State.PASSED)) {
            onPassed.run();
        }
    }

    /** Returns the request with what is left of its deadline, counted from {@code begun}. */
    static PluginRequest rest(PluginRequest request, long begun) {
        Duration left = request.deadline().minusNanos(System.nanoTime() - begun);
        return request.withDeadline(left);
    }

    boolean hasExpired() {
        return state.get() == State.PASSED;
    }

    /**
     * Cancels the limit, and returns whether it had not passed; if it had, the connection is
     * closed.
     */
    boolean lift() {
        alarm.cancel(false);
        return state.compareAndSet(State.RUNNING, State.LIFTED) || state.get() == State.LIFTED;
    }
}
