package dev.berth.driver.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricsFormatTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*/*",
                "text/plain",
                "text/plain, application/openmetrics-text;q=0.9",
                "application/openmetrics-text;q=0",
                "application/openmetrics-text;q=",
                "application/openmetrics-text;q=1e9",
                "application/openmetrics-text-more",
                ",;,;q=1,q"
            })
    void isPrometheusUnlessTheOtherIsPreferred(String accept) {
        assertEquals(MetricsFormat.PROMETHEUS, MetricsFormat.preferred(accept));
    }

    /** The second is what Prometheus 2.53 sends. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/openmetrics-text",
                "application/openmetrics-text;version=1.0.0;q=0.5,"
                        + "application/openmetrics-text;version=0.0.1;q=0.4,"
                        + "text/plain;version=0.0.4;q=0.3,*/*;q=0.2",
                "text/plain;q=0.5, Application/OpenMetrics-Text; Q=0.5"
            })
    void isOpenMetricsForWhoPrefersIt(String accept) {
        assertEquals(MetricsFormat.OPEN_METRICS, MetricsFormat.preferred(accept));
    }

    @Test
    void namesItsMediaType() {
        assertEquals(
                "text/plain; version=0.0.4; charset=utf-8", MetricsFormat.PROMETHEUS.mediaType());
    }
}
