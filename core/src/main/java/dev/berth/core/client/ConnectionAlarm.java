package dev.berth.core.client;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Lets the deadlines of a connection's calls pass, one call after the other. It has at most one
 * task in the timer: when that runs and the last call has longer, it is scheduled anew. So a call
 * neither schedules nor cancels anything, as long as its deadline is not before that of the call
 * that did.
 */
final class ConnectionAlarm {
    private final ScheduledExecutorService timer;
    private final Runnable onIdle;
    private Deadline watched;
    private Future<?> task;
    private long limit;
    private long rings;
    private int number;

    /**
     * @param onIdle called on the timer's thread when the deadline of the last call is over and was
     *     lifted; further ones may be started nevertheless
     */
    ConnectionAlarm(ScheduledExecutorService timer, Runnable onIdle) {
        this.timer = timer;
        this.onIdle = onIdle;
    }

    /** Starts the deadline of the next call; that of the call before is lifted or has passed. */
    Deadline start(Duration limit, Runnable onPassed) {
        Deadline deadline = new Deadline(limit, onPassed);
        watch(deadline, limit);
        if (timer.isShutdown()) {
            // The engine has stopped, and nobody would end the call.
            deadline.pass();
        }
        return deadline;
    }

    private synchronized void watch(Deadline deadline, Duration itsLimit) {
        watched = deadline;
        limit = itsLimit.toNanos();
        if (task == null || deadline.at() - rings < 0) {
            cancel();
            schedule(deadline.at());
        }
    }

    /**
     * Says that the last call has ended. Its deadline may be over long since, as that of a stream,
     * and then there is no task.
     */
    synchronized void rest() {
        if (task == null) {
            schedule(System.nanoTime() + limit);
        }
    }

    private void schedule(long at) {
        int mine = ++number;
        rings = at;
        task = timer.schedule(() -> ring(mine), rings - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    private void ring(int mine) {
        Deadline due = due(mine);
        if (due == null) {
            return;
        }
        if (due.isRunning()) {
            due.pass();
        } else {
            onIdle.run();
        }
    }

    /** Returns the deadline that is over; null if there is a later one, or a later task. */
    private synchronized Deadline due(int mine) {
        if (mine != number || task == null) {
            return null;
        }
        task = null;
        if (watched.at() - System.nanoTime() > 0) {
            schedule(watched.at());
            return null;
        }
        return watched;
    }

    /** Takes the task out of the timer: the connection is closed. */
    synchronized void cancel() {
        if (task != null) {
            task.cancel(false);
            task = null;
        }
    }
}
