package dev.berth.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.driver.metrics.MetricFamily;
import dev.berth.driver.metrics.MetricsFormat;
import dev.berth.driver.metrics.MetricsReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class MetricsDocumentTest {
    /** Tells which format it was asked for. */
    private static final MetricsReader FORMATS =
            new MetricsReader() {
                @Override
                public List<MetricFamily> families() {
                    return List.of();
                }

                @Override
                public byte[] text(MetricsFormat format) {
                    return format.name().getBytes(StandardCharsets.UTF_8);
                }
            };

    private static void assertPreferred(MetricsFormat expected, String accept) {
        MetricsDocument document = MetricsDocument.preferred(FORMATS, accept);
        assertEquals(expected.mediaType(), document.mediaType());
        assertEquals(expected.name(), new String(document.text(), StandardCharsets.UTF_8));
    }

    @Test
    void isInTheFormatThatIsAskedFor() {
        assertPreferred(MetricsFormat.OPEN_METRICS, "application/openmetrics-text");
        assertPreferred(MetricsFormat.PROMETHEUS, "text/plain");
    }

    @Test
    void isPrometheusTextForARequestWithoutTheHeader() {
        assertPreferred(MetricsFormat.PROMETHEUS, null);
    }
}
