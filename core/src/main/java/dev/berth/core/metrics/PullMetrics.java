package dev.berth.core.metrics;

import dev.berth.driver.metrics.MetricFamily;
import dev.berth.driver.metrics.MetricSample;
import dev.berth.driver.metrics.MetricType;
import dev.berth.driver.metrics.MetricsSource;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.osgi.service.component.annotations.Component;

/** What installs and upgrades have fetched of registries and layouts since the engine started. */
@Component(service = {PullMetrics.class, MetricsSource.class})
public final class PullMetrics implements MetricsSource {
    private final LongAdder fetched = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder bytes = new LongAdder();

    /** Counts a plugin whose content has been fetched, or could not be. */
    public void ended(boolean successful) {
        (successful ? fetched : failed).increment();
    }

    /** Returns the same stream, with what is read of it counted. */
    public InputStream counted(InputStream blob) {
        return new ByteCountStream(blob, bytes);
    }

    @Override
    public List<MetricFamily> metrics() {
        return List.of(
                MetricFamily.of(
                                "berth_pulls_total",
                                "Fetches of a plugin's content that have ended.",
                                MetricType.COUNTER)
                        .withSample(MetricSample.of(fetched.sum()).withLabel("outcome", "ok"))
                        .withSample(MetricSample.of(failed.sum()).withLabel("outcome", "error")),
                MetricFamily.of(
                                "berth_pulled_bytes_total",
                                "Bytes of layers that were received.",
                                MetricType.COUNTER)
                        .withSample(MetricSample.of(bytes.sum())));
    }
}
