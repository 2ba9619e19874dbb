package dev.berth.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.driver.metrics.MetricFamily;
import dev.berth.driver.metrics.MetricSample;
import dev.berth.driver.metrics.MetricType;
import dev.berth.driver.metrics.MetricsFormat;
import dev.berth.driver.metrics.MetricsReader;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricValuesTest {
    private static final MetricSample CALLS = MetricSample.of(2).withLabel("plugin", "a:1");

    private final MetricValues values =
            new MetricValues(
                    new MetricsReader() {
                        @Override
                        public List<MetricFamily> families() {
                            return List.of(
                                    MetricFamily.of("plugins", "", MetricType.GAUGE)
                                            .withSample(MetricSample.of(1)),
                                    MetricFamily.of("calls", "", MetricType.COUNTER)
                                            .withSample(CALLS.withLabel("outcome", "ok"))
                                            .withSample(CALLS.withLabel("plugin", "b:1")),
                                    MetricFamily.of("time", "", MetricType.HISTOGRAM)
                                            .withSample(CALLS.withSuffix("_bucket"))
                                            .withSample(CALLS.withSuffix("_sum")));
                        }

                        @Override
                        public byte[] text(MetricsFormat format) {
                            throw new UnsupportedOperationException("no bean shows a text");
                        }
                    });

    @Test
    void areThoseOfAPluginOrOfNone() {
        assertEquals(Map.of("calls{outcome=\"ok\"}", 2.0, "time_sum", 2.0), values.ofPlugin("a:1"));
        assertEquals(Map.of("calls", 2.0), values.ofPlugin("b:1"));
        assertEquals(Map.of("plugins", 1.0), values.ofEngine());
    }
}
