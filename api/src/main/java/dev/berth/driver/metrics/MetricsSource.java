package dev.berth.driver.metrics;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Metrics of the host (whiteboard): the families of all services are what collectors read. One that
 * throws, blocks, or returns what the format does not allow is left out and logged.
 *
 * <p>Called on a thread of its own, each time that metrics are read.
 */
@ConsumerType
@FunctionalInterface
public interface MetricsSource {

    /**
     * Returns the metrics as they are now. A family whose name another source has used before is
     * left out.
     */
    List<MetricFamily> metrics();
}
