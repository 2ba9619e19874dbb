package dev.berth.core;

import static java.util.Map.entry;

import dev.berth.core.client.CallLimits;
import dev.berth.core.config.ConfigRules;
import dev.berth.core.config.MountRules;
import dev.berth.core.confinement.ConfinementPolicy;
import dev.berth.core.lifecycle.ExecRoot;
import dev.berth.core.lifecycle.PluginDefaults;
import dev.berth.core.store.PartLimits;
import dev.berth.core.supervision.SupervisionPolicy;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.osgi.service.log.Logger;

/**
 * The configuration of a manager that runs. What can change meanwhile does; the folders stay those
 * of its start. Thread-safe.
 */
final class RunningConfiguration implements PluginDefaults {
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

    /** Returns the names of the policies without which nothing new is taken. */
    List<String> requiredPolicies() {
        return Arrays.stream(current.admission_required()).filter(name -> !name.isBlank()).toList();
    }

    /** Returns how long a plugin waits for other bundles when it comes and goes. */
    Duration handlerLimit() {
        return Duration.ofSeconds(Math.max(1, current.handler_timeout_seconds()));
    }

    /** Returns how long the writer of a log waits for a plugin that does not read. */
    Duration logWriteLimit() {
        return Duration.ofMillis(Math.max(0, current.log_write_timeout_milliseconds()));
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

    /** Returns what configs must keep to; follows the configuration. */
    ConfigRules rules() {
        return new ConfigRules(new MountRules(this::mountTypes), ExecRoot.rules(execRoot()));
    }

    /** Returns the types of mounts that plugins get besides bind and tmpfs. */
    private Set<String> mountTypes() {
        return Arrays.stream(current.mount_types_allowed())
                .map(String::strip)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Returns how many versions are kept that an upgrade replaces from now on. */
    int previousVersions() {
        return Math.max(0, current.previous_versions_max_count());
    }

    /**
     * Returns how plugins are supervised where nothing is set; values out of range are standard.
     */
    @Override
    public SupervisionPolicy supervision() {
        CoreConfiguration now = current;
        return SupervisionPolicy.standard()
                .with(
                        Map.ofEntries(
                                entry("start.timeout", now.start_timeout_seconds() + "s"),
                                entry("stop.timeout", now.plugin_stop_timeout_seconds() + "s"),
                                entry("health.probe", now.health_probe()),
                                entry("health.method", now.health_method()),
                                entry("health.interval", now.health_interval_seconds() + "s"),
                                entry("health.timeout", now.health_timeout_seconds() + "s"),
                                entry("health.threshold", now.health_threshold_count() + ""),
                                entry("restart.delay", now.restart_delay_milliseconds() + "ms"),
                                entry("restart.delay.max", now.restart_delay_max_seconds() + "s"),
                                entry("restart.reset", now.restart_reset_seconds() + "s"),
                                entry("crash.budget", now.crash_budget_count() + ""),
                                entry("crash.window", now.crash_window_seconds() + "s")));
    }

    /** Returns how plugins are confined where nothing is set; values out of range are standard. */
    @Override
    public ConfinementPolicy confinement() {
        CoreConfiguration now = current;
        return ConfinementPolicy.standard()
                .with(
                        Map.ofEntries(
                                entry("limit.pids", limit(now.limit_pids_max_count())),
                                entry("limit.memory", limit(now.limit_memory_max_bytes())),
                                entry("limit.cpus", cpus(now.limit_cpus_max_millicpus())),
                                entry("limit.shm", now.limit_shm_max_bytes() + ""),
                                entry("security.seccomp", now.security_seccomp()),
                                entry(
                                        "security.no-new-privileges",
                                        now.security_no_new_privileges() + "")));
    }

    private static String limit(long number) {
        return number == 0 ? "unlimited" : Long.toString(number);
    }

    private static String cpus(int thousandths) {
        return thousandths == 0 ? limit(0) : BigDecimal.valueOf(thousandths, 3).toPlainString();
    }
}
