package dev.berth.core;

import dev.berth.core.client.CallLimits;
import dev.berth.core.store.PartLimits;
import java.nio.file.Path;
import java.time.Duration;
import org.osgi.service.log.Logger;

/**
 * The configuration of a manager that runs. What can change meanwhile does; the folders stay those
 * of its start. Thread-safe.
 */
final class RunningConfiguration {
    private final CoreConfiguration start;
    private final Logger log;
    private volatile CoreConfiguration current;

    RunningConfiguration(CoreConfiguration start, Logger log) {
        this.start = start;
        this.log = log;
        this.current = start;
    }

    /** Takes a changed configuration; what it cannot change is logged. */
    void change(CoreConfiguration changed) {
        current = changed;
        log.info("the configuration has changed, and plugins run on");
        keep("root", start.root(), changed.root());
        keep("exec.root", start.exec_root(), changed.exec_root());
    }

    private void keep(String key, String kept, String asked) {
        if (!kept.equals(asked)) {
            log.warn(
                    "{} stays {} while the manager runs: restart the engine to use {}",
                    key,
                    kept,
                    asked);
        }
    }

    Path root() {
        return Path.of(start.root());
    }

    Path execRoot() {
        return Path.of(start.exec_root());
    }

    boolean liveRestore() {
        return current.live_restore();
    }

    /** Returns how long a plugin waits for other bundles when it comes and goes. */
    Duration handlerLimit() {
        return Duration.ofSeconds(Math.max(1, current.handler_timeout_seconds()));
    }

    /** Returns how long the engine's stop may take. */
    Duration stopLimit() {
        return Duration.ofSeconds(Math.max(1, current.stop_timeout_seconds()));
    }

    /** Returns the limits of calls to plugins that are started from now on. */
    CallLimits callLimits() {
        CoreConfiguration now = current;
        return new CallLimits(
                Duration.ofSeconds(Math.max(1, now.call_timeout_seconds())),
                now.calls_max_count(),
                now.circuit_failures_max_count(),
                Duration.ofSeconds(now.circuit_pause_seconds()));
    }

    PartLimits partLimits() {
        CoreConfiguration now = current;
        return new PartLimits(
                Duration.ofDays(Math.max(0, now.part_max_days())),
                Math.max(0, now.part_max_megabytes()) * 1_000_000L);
    }

    /** Returns how many versions are kept that an upgrade replaces from now on. */
    int previousVersions() {
        return Math.max(0, current.previous_versions_max_count());
    }
}
