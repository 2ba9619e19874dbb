package dev.berth.core.lifecycle;

import dev.berth.core.supervision.CrashBudget;
import dev.berth.core.supervision.HealthMonitor;
import java.util.Optional;
import java.util.concurrent.Future;

/**
 * What is remembered and scheduled to keep one plugin running: its back-off, its crashes, the
 * probing of its process. Used on the plugin's queue only.
 */
final class PluginWatch {
    private final RestartBackoff backoff = new RestartBackoff();
    private final CrashBudget budget = new CrashBudget();
    private HealthMonitor monitor;
    private Future<?> recovery;
    private RunningPlugin unstopped;
    private DetachedProcess detached;

    RestartBackoff backoff() {
        return backoff;
    }

    CrashBudget budget() {
        return budget;
    }

    /** Keeps what watches a process that runs from now on. */
    void begin(HealthMonitor newMonitor) {
        end();
        unstopped = null;
        detached = null;
        monitor = newMonitor;
        monitor.schedule();
    }

    /** Keeps the timer after which the process counts as healthy again. */
    void setRecovery(Future<?> timer) {
        recovery = timer;
    }

    /** Keeps what could not be stopped; null when it is. */
    void setUnstopped(RunningPlugin running) {
        unstopped = running;
    }

    /** Returns whether something could not be stopped, and nothing has been done about it since. */
    boolean hasUnstopped() {
        return unstopped != null;
    }

    /** Returns whether this could not be stopped, and nothing has been done about it since. */
    boolean isUnstopped(RunningPlugin running) {
        return unstopped == running;
    }

    /** Keeps the process that a runtime left running as it went. */
    void setDetached(DetachedProcess process) {
        detached = process;
    }

    /** Returns the process that a runtime left running as it went, if none has come since. */
    Optional<DetachedProcess> detached() {
        return Optional.ofNullable(detached);
    }

    /** Cancels all that is scheduled. */
    void end() {
        backoff.cancelPending();
        if (monitor != null) {
            monitor.close();
            monitor = null;
        }
        if (recovery != null) {
            recovery.cancel(false);
            recovery = null;
        }
    }

    /** Forgets earlier ends: the user has enabled the plugin. */
    void reset() {
        unstopped = null;
        backoff.reset();
        budget.reset();
    }
}
