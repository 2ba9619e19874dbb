package dev.berth.driver.metrics;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A metrics collector: {@code docker.metricscollector/1.0}. Implemented by who writes or offers a
 * plugin, and published as a service for each enabled plugin that has the capability, with the
 * {@link dev.berth.capability.CapabilityProperties}. Methods that come later will be default
 * methods.
 *
 * <p>The host's metrics are at {@code /run/docker/metrics.sock}, as the plugin sees it, over HTTP
 * at {@code /metrics}. The engine starts the collector of each plugin when it is enabled, and stops
 * it before it goes: who uses the service needs to do neither.
 */
@ConsumerType
public interface MetricsCollector {

    /** Starts to collect; the host's metrics can be read from now on. */
    void start();

    /** Ends it; the host's metrics can no longer be read after this. */
    void stop();
}
