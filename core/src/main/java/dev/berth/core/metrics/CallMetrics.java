package dev.berth.core.metrics;

import dev.berth.core.client.CallOutcome;
import dev.berth.driver.metrics.MetricFamily;
import dev.berth.driver.metrics.MetricSample;
import dev.berth.driver.metrics.MetricType;
import dev.berth.driver.metrics.MetricsSource;
import dev.berth.plugin.PluginEvent;
import dev.berth.plugin.PluginListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.osgi.service.component.annotations.Component;

/** The calls to each plugin since the engine started: how they ended, and how long they took. */
@Component(service = {CallMetrics.class, MetricsSource.class, PluginListener.class})
public final class CallMetrics implements MetricsSource, PluginListener {
    private final Map<String, PluginCalls> plugins = new ConcurrentSkipListMap<>();

    /** Counts a call that has ended. */
    public void ended(String plugin, CallOutcome outcome, long nanos) {
        plugins.computeIfAbsent(plugin, name -> new PluginCalls()).add(outcome, nanos);
    }

    @Override
    public void plugin(PluginEvent event) {
        if (event.kind() == PluginEvent.Kind.REMOVE) {
            plugins.remove(event.name());
        }
    }

    @Override
    public List<MetricFamily> metrics() {
        List<MetricSample> calls = new ArrayList<>();
        List<MetricSample> durations = new ArrayList<>();
        plugins.forEach(
                (name, counted) -> {
                    for (CallOutcome outcome : CallOutcome.values()) {
                        calls.add(
                                MetricSample.of(counted.count(outcome))
                                        .withLabel("plugin", name)
                                        .withLabel(
                                                "outcome",
                                                outcome.name().toLowerCase(Locale.ROOT)));
                    }
                    counted.durations().stream()
                            .map(sample -> sample.withLabel("plugin", name))
                            .forEach(durations::add);
                });
        return List.of(
                MetricFamily.of(
                                "berth_plugin_calls_total",
                                "Calls to a plugin that have ended, by how they ended.",
                                MetricType.COUNTER)
                        .withSamples(calls),
                MetricFamily.of(
                                "berth_plugin_call_duration_seconds",
                                "How long calls to a plugin took, however they ended.",
                                MetricType.HISTOGRAM)
                        .withSamples(durations));
    }
}
