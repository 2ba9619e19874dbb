package dev.berth.core.driver.metrics;

import static dev.berth.shared.protocol.MessageForm.Nothing.NOTHING;

import dev.berth.driver.DriverClient;
import dev.berth.driver.metrics.MetricsCollector;
import dev.berth.shared.protocol.metrics.MetricsMethods;

/** {@link MetricsCollector} over the calls of {@code docker.metricscollector/1.0}. */
final class PluginMetricsCollector implements MetricsCollector {
    private final DriverClient plugin;

    PluginMetricsCollector(DriverClient plugin) {
        this.plugin = plugin;
    }

    @Override
    public void start() {
        MetricsMethods.START.call(plugin, NOTHING);
    }

    @Override
    public void stop() {
        MetricsMethods.STOP.call(plugin, NOTHING);
    }
}
