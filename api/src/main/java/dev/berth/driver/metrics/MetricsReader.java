package dev.berth.driver.metrics;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What all {@link MetricsSource} services say: what collectors read, for those who show it
 * elsewhere. Safe for use from any thread. A call may take as long as all sources together have,
 * two seconds; a source that is not in time is left out.
 */
@ProviderType
public interface MetricsReader {

    /**
     * Returns the metrics as they are now: names, labels and samples are as the text formats allow,
     * and no name is there twice.
     */
    List<MetricFamily> families();

    /** Returns the metrics as they are now as a text, in UTF-8. */
    byte[] text(MetricsFormat format);
}
