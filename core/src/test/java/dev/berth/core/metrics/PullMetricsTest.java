package dev.berth.core.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.driver.metrics.MetricSample;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class PullMetricsTest {
    private final PullMetrics metrics = new PullMetrics();

    @Test
    void countsWhatIsReadAndNotWhatIsThere() throws IOException {
        try (InputStream in = metrics.counted(new ByteArrayInputStream(new byte[10]))) {
            in.read();
            in.readNBytes(5);
        }
        try (InputStream in = metrics.counted(new ByteArrayInputStream(new byte[3]))) {
            in.readAllBytes();
            in.read();
        }
        assertEquals(List.of(MetricSample.of(9)), metrics.metrics().get(1).samples());
    }

    @Test
    void tellsFailuresFromSuccesses() {
        metrics.ended(true);
        metrics.ended(true);
        metrics.ended(false);
        assertEquals(
                List.of(
                        MetricSample.of(2).withLabel("outcome", "ok"),
                        MetricSample.of(1).withLabel("outcome", "error")),
                metrics.metrics().get(0).samples());
    }
}
