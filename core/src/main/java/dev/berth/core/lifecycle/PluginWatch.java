package dev.berth.core.lifecycle;

import dev.berth.core.supervision.CrashBudget;
import dev.berth.core.supervision.HealthMonitor;
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

    RestartBackoff backoff() {
        return backoff;
    }

    CrashBudget budget() {
        return budget;
    }

    /** Keeps what watches a process that runs from now on. */
    void begin(HealthMonitor newMonitor) {
        end();
        monitor = newMonitor;
        monitor.schedule();
    }

    /** Keeps the timer after which the process counts as healthy again. */
    void setRecovery(Future<?> timer) {
        recovery = timer;
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
        backoff.reset();
        budget.reset();
    }
}
