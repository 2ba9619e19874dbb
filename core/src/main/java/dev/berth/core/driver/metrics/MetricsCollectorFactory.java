package dev.berth.core.driver.metrics;

import dev.berth.driver.DriverClient;
import dev.berth.driver.DriverFactory;
import dev.berth.driver.metrics.MetricsCollector;
import org.osgi.service.log.Logger;

/**
 * The {@link MetricsCollector} of {@code docker.metricscollector/1.0}, started with its plugin and
 * stopped before it goes. As in Docker, a collector that cannot be started does not keep its plugin
 * from running.
 */
public final class MetricsCollectorFactory implements DriverFactory<MetricsCollector> {
    private final Logger log;

    public MetricsCollectorFactory(Logger log) {
        this.log = log;
    }

    @Override
    public Class<MetricsCollector> type() {
        return MetricsCollector.class;
    }

    @Override
    public MetricsCollector create(DriverClient plugin) {
        PluginMetricsCollector collector = new PluginMetricsCollector(plugin);
        start(collector);
        return collector;
    }

    @Override
    public void replaced(MetricsCollector collector) {
        start(collector);
    }

    private void start(MetricsCollector collector) {
        try {
            collector.start();
        } catch (RuntimeException e) {
            log.error("the metrics collector is not started: {}", e.getMessage());
        }
    }

    @Override
    public void destroy(MetricsCollector collector) {
        try {
            collector.stop();
        } catch (RuntimeException e) {
            log.debug("the metrics collector is not stopped, or has ended: {}", e.getMessage());
        }
    }
}
