package dev.berth.engine.support;

import dev.berth.driver.metrics.MetricFamily;
import dev.berth.driver.metrics.MetricSample;
import dev.berth.driver.metrics.MetricType;
import dev.berth.driver.metrics.MetricsFormat;
import dev.berth.driver.metrics.MetricsReader;
import dev.berth.shared.protocol.metrics.MetricsText;
import java.util.List;

/** One counter, whose value is 7. */
final class OneMetric implements MetricsReader {

    @Override
    public List<MetricFamily> families() {
        return List.of(
                MetricFamily.of("one_total", "One.", MetricType.COUNTER)
                        .withSample(MetricSample.of(7)));
    }

    @Override
    public byte[] text(MetricsFormat format) {
        MetricsText text = new MetricsText(format);
        text.add(families());
        return text.bytes();
    }
}
