package dev.berth.core.metrics;

import dev.berth.driver.metrics.MetricFamily;
import dev.berth.driver.metrics.MetricSample;
import dev.berth.driver.metrics.MetricType;
import dev.berth.driver.metrics.MetricsSource;
import dev.berth.plugin.Operation;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginManager;
import dev.berth.plugin.PluginState;
import dev.berth.plugin.PluginUsage;
import dev.berth.plugin.error.PluginException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * What each plugin that runs uses of the host. A runtime that has not answered for a plugin is not
 * asked again before it has, and has no samples of it meanwhile.
 */
@Component(service = MetricsSource.class)
public final class UsageMetrics implements MetricsSource {
    private static final Duration LIMIT = Duration.ofSeconds(1);

    private final PluginManager manager;
    private final Duration limit;
    private final Map<String, Operation<Optional<PluginUsage>>> asked = new HashMap<>();

    @Activate
    public UsageMetrics(@Reference PluginManager manager) {
        this(manager, LIMIT);
    }

    /**
     * @param limit how long all plugins together may take
     */
    public UsageMetrics(PluginManager manager, Duration limit) {
        this.manager = manager;
        this.limit = limit;
    }

    @Override
    public List<MetricFamily> metrics() {
        Map<String, PluginUsage> usages = usages();
        return List.of(
                family("berth_plugin_memory_bytes", "Memory in use.", MetricType.GAUGE)
                        .withSamples(samples(usages, PluginUsage::memory)),
                family(
                                "berth_plugin_memory_limit_bytes",
                                "Limit of memory, where there is one.",
                                MetricType.GAUGE)
                        .withSamples(limits(usages)),
                family(
                                "berth_plugin_cpu_seconds_total",
                                "CPU time used since the plugin was started.",
                                MetricType.COUNTER)
                        .withSamples(samples(usages, used -> used.cpuTime().toNanos() / 1e9)),
                family("berth_plugin_pids", "Processes and threads.", MetricType.GAUGE)
                        .withSamples(samples(usages, PluginUsage::pids)),
                family(
                                "berth_plugin_oom_kills_total",
                                "Processes killed for want of memory since it was started.",
                                MetricType.COUNTER)
                        .withSamples(samples(usages, PluginUsage::oomKills)));
    }

    private static MetricFamily family(String name, String help, MetricType type) {
        return MetricFamily.of(name, help, type);
    }

    private static List<MetricSample> samples(
            Map<String, PluginUsage> usages, ToDoubleFunction<PluginUsage> value) {
        return usages.entrySet().stream()
                .map(
                        used ->
                                MetricSample.of(value.applyAsDouble(used.getValue()))
                                        .withLabel("plugin", used.getKey()))
                .toList();
    }

    private static List<MetricSample> limits(Map<String, PluginUsage> usages) {
        Map<String, PluginUsage> limited = new TreeMap<>(usages);
        limited.values().removeIf(used -> used.memoryLimit().isEmpty());
        return samples(limited, used -> used.memoryLimit().getAsLong());
    }

    private synchronized Map<String, PluginUsage> usages() {
        long end = System.nanoTime() + limit.toNanos();
        asked.values().removeIf(Operation::isDone);
        Map<String, Operation<Optional<PluginUsage>>> now = new TreeMap<>();
        for (Plugin plugin : manager.list()) {
            if (plugin.status().state() == PluginState.ENABLED) {
                now.put(
                        plugin.name().familiar(),
                        asked.computeIfAbsent(plugin.id(), manager::usage));
            }
        }
        Map<String, PluginUsage> usages = new TreeMap<>();
        now.forEach(
                (name, usage) ->
                        answer(usage, Duration.ofNanos(end - System.nanoTime()))
                                .ifPresent(used -> usages.put(name, used)));
        return usages;
    }

    private static Optional<PluginUsage> answer(
            Operation<Optional<PluginUsage>> usage, Duration left) {
        try {
            return usage.await(left);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (PluginException e) {
            // It has stopped meanwhile, or its runtime is busy: it is asked again the next time.
            return Optional.empty();
        }
    }
}
