package dev.berth.core;

import dev.berth.core.client.CallLimits;
import dev.berth.core.config.ConfigRules;
import dev.berth.core.config.MountRules;
import dev.berth.core.confinement.ConfinementPolicy;
import dev.berth.core.lifecycle.ExecRoot;
import dev.berth.core.lifecycle.PluginDefaults;
import dev.berth.core.store.PartLimits;
import dev.berth.core.supervision.SupervisionPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.osgi.service.log.Logger;

/**
 * The configuration of a manager that runs. What can change meanwhile does; the folders stay those
 * of its start. Thread-safe.
 */
final class RunningConfiguration implements PluginDefaults {
    private final CoreConfiguration start;
    private final Logger log;
    private volatile CoreConfiguration current;
    private volatile Defaults defaults;

    private record Defaults(SupervisionPolicy supervision, ConfinementPolicy confinement) {
        static Defaults of(CoreConfiguration configured) {
            return new Defaults(
                    SupervisionPolicy.standard()
                            .with(ConfiguredWord.values(ConfiguredWord.SUPERVISION, configured)),
                    ConfinementPolicy.standard()
                            .with(ConfiguredWord.values(ConfiguredWord.CONFINEMENT, configured)));
        }
    }

    RunningConfiguration(CoreConfiguration start, Logger log) {
        this.start = start;
        this.log = log;
        this.current = start;
        this.defaults = Defaults.of(start);
    }

    /** Takes a changed configuration; what it cannot change is logged. */
    void change(CoreConfiguration changed) {
        current = changed;
        defaults = Defaults.of(changed);
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
        return Path.of(start.exec_root()).toAbsolutePath().normalize();
    }

    boolean liveRestore() {
        return current.live_restore();
    }

    /** Returns the names of the policies without which nothing new is taken. */
    List<String> requiredPolicies() {
        return List.of(current.admission_required());
    }

    /** Returns how long a plugin waits for other bundles when it comes and goes. */
    Duration handlerLimit() {
        return Duration.ofSeconds(current.handler_timeout_seconds());
    }

    /** Returns how long the writer of a log waits for a plugin that does not read. */
    Duration logWriteLimit() {
        return Duration.ofMillis(current.log_write_timeout_milliseconds());
    }

    /** Returns how long the engine's stop may take. */
    Duration stopLimit() {
        return Duration.ofSeconds(current.stop_timeout_seconds());
    }

    /** Returns the limits of calls to plugins that are started from now on. */
    CallLimits callLimits() {
        CoreConfiguration now = current;
        return new CallLimits(
                Duration.ofSeconds(now.call_timeout_seconds()),
                now.calls_max_count(),
                now.circuit_failures_max_count(),
                Duration.ofSeconds(now.circuit_pause_seconds()));
    }

    PartLimits partLimits() {
        CoreConfiguration now = current;
        return new PartLimits(
                Duration.ofDays(now.part_max_days()), now.part_max_megabytes() * 1_000_000L);
    }

    /** Returns what configs must keep to; follows the configuration. */
    ConfigRules rules() {
        return new ConfigRules(new MountRules(this::mountTypes), ExecRoot.rules(execRoot()));
    }

    /** Returns the types of mounts that plugins get besides bind and tmpfs. */
    private Set<String> mountTypes() {
        return Set.copyOf(List.of(current.mount_types_allowed()));
    }

    /** Returns how many versions are kept that an upgrade replaces from now on. */
    int previousVersions() {
        return current.previous_versions_max_count();
    }

    /** Follows the configuration with the next line that is kept. */
    @Override
    public long outputLimit() {
        return Math.max(0, current.output_max_bytes());
    }

    /** Returns how plugins are supervised where nothing is set. */
    @Override
    public SupervisionPolicy supervision() {
        return defaults.supervision();
    }

    /** Returns how plugins are confined where nothing is set. */
    @Override
    public ConfinementPolicy confinement() {
        return defaults.confinement();
    }
}
