package dev.berth.core.supervision;

import dev.berth.core.work.ManagerExecutor;
import java.io.IOException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Probes one running plugin at its interval until it is closed, or has told that as many probes in
 * a row have failed as its threshold says. A probe begins when the one before has ended; a changed
 * policy is followed from the next probe on.
 */
public final class HealthMonitor implements AutoCloseable {

    /** Fails if the plugin is not healthy. */
    @FunctionalInterface
    public interface Probe {
        void check(SupervisionPolicy policy) throws IOException;
    }

    private final String plugin;
    private final Probe probe;
    private final Supplier<SupervisionPolicy> policy;
    private final ManagerExecutor executor;
    private final Consumer<String> onUnhealthy;
    private int failures;
    private Future<?> alarm;
    private boolean closed;

    /**
     * @param onUnhealthy told once, with what was wrong, on a thread that must not be blocked
     */
    public HealthMonitor(
            String plugin,
            Probe probe,
            Supplier<SupervisionPolicy> policy,
            ManagerExecutor executor,
            Consumer<String> onUnhealthy) {
        this.plugin = plugin;
        this.probe = probe;
        this.policy = policy;
        this.executor = executor;
        this.onUnhealthy = onUnhealthy;
    }

    /** Puts the next probe on the timer. */
    public synchronized void schedule() {
        if (closed) {
            return;
        }
        long interval = policy.get().probeInterval().toMillis();
        alarm = executor.timer().schedule(this::begin, interval, TimeUnit.MILLISECONDS);
    }

    private void begin() {
        executor.start("health probe of " + plugin, cancellation -> check())
                .result()
                .whenComplete((value, failure) -> schedule());
    }

    private Void check() {
        SupervisionPolicy now = policy.get();
        try {
            probe.check(now);
            failures = 0;
        } catch (IOException e) {
            failures++;
            if (failures >= now.probeThreshold() && end()) {
                onUnhealthy.accept(
                        "%d health probes in a row have failed: %s"
                                .formatted(failures, e.getMessage()));
            }
        }
        return null;
    }

    /** Ends the probing, and returns whether it had not ended. */
    private synchronized boolean end() {
        boolean first = !closed;
        closed = true;
        if (alarm != null) {
            alarm.cancel(false);
        }
        return first;
    }

    @Override
    public void close() {
        end();
    }
}
