package dev.berth.core;

import dev.berth.core.confinement.ConfinementPolicy;
import dev.berth.core.supervision.SupervisionPolicy;
import dev.berth.shared.word.WordForm;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A word of supervision or confinement whose value for plugins that set none is configured.
 *
 * @param word what plugins set
 * @param key of the configuration
 * @param value the configured one, as a plugin would set it
 */
record ConfiguredWord(String word, String key, Function<CoreConfiguration, String> value) {
    static final List<ConfiguredWord> SUPERVISION =
            List.of(
                    seconds("start.timeout", CoreConfiguration::start_timeout_seconds),
                    new ConfiguredWord(
                            "stop.timeout",
                            "plugin.stop.timeout.seconds",
                            c -> c.plugin_stop_timeout_seconds() + "s"),
                    new ConfiguredWord(
                            "health.probe", "health.probe", CoreConfiguration::health_probe),
                    new ConfiguredWord(
                            "health.method", "health.method", CoreConfiguration::health_method),
                    seconds("health.interval", CoreConfiguration::health_interval_seconds),
                    seconds("health.timeout", CoreConfiguration::health_timeout_seconds),
                    count("health.threshold", CoreConfiguration::health_threshold_count),
                    new ConfiguredWord(
                            "restart.delay",
                            "restart.delay.milliseconds",
                            c -> c.restart_delay_milliseconds() + "ms"),
                    seconds("restart.delay.max", CoreConfiguration::restart_delay_max_seconds),
                    seconds("restart.reset", CoreConfiguration::restart_reset_seconds),
                    count("crash.budget", CoreConfiguration::crash_budget_count),
                    seconds("crash.window", CoreConfiguration::crash_window_seconds));

    static final List<ConfiguredWord> CONFINEMENT =
            List.of(
                    new ConfiguredWord(
                            "limit.pids",
                            "limit.pids.max.count",
                            c -> limit(c.limit_pids_max_count())),
                    new ConfiguredWord(
                            "limit.memory",
                            "limit.memory.max.bytes",
                            c -> limit(c.limit_memory_max_bytes())),
                    new ConfiguredWord(
                            "limit.cpus",
                            "limit.cpus.max.millicpus",
                            c -> cpus(c.limit_cpus_max_millicpus())),
                    new ConfiguredWord(
                            "limit.shm", "limit.shm.max.bytes", c -> c.limit_shm_max_bytes() + ""),
                    new ConfiguredWord(
                            "security.seccomp",
                            "security.seccomp",
                            CoreConfiguration::security_seccomp),
                    new ConfiguredWord(
                            "security.no-new-privileges",
                            "security.no.new.privileges",
                            c -> c.security_no_new_privileges() + ""));

    private static ConfiguredWord seconds(
            String word, Function<CoreConfiguration, Integer> number) {
        return new ConfiguredWord(word, word + ".seconds", c -> number.apply(c) + "s");
    }

    private static ConfiguredWord count(String word, Function<CoreConfiguration, Integer> number) {
        return new ConfiguredWord(word, word + ".count", c -> number.apply(c) + "");
    }

    private static String limit(long number) {
        return number == 0 ? "unlimited" : Long.toString(number);
    }

    private static String cpus(int thousandths) {
        return thousandths == 0 ? limit(0) : BigDecimal.valueOf(thousandths, 3).toPlainString();
    }

    /** Returns the configured values by their words. */
    static Map<String, String> values(List<ConfiguredWord> words, CoreConfiguration configuration) {
        return words.stream()
                .collect(
                        Collectors.toMap(
                                ConfiguredWord::word, w -> w.value().apply(configuration)));
    }

    /** Returns what its value must look like. */
    WordForm form() {
        return Stream.concat(SupervisionPolicy.WORDS.stream(), ConfinementPolicy.WORDS.stream())
                .filter(known -> known.key().equals(word))
                .findFirst()
                .orElseThrow()
                .form();
    }

    /**
     * Checks the configured value.
     *
     * @throws IllegalArgumentException if plugins could not set it
     */
    void require(CoreConfiguration configuration) {
        if (!form().accepts(value.apply(configuration))) {
            throw new IllegalArgumentException();
        }
    }
}
