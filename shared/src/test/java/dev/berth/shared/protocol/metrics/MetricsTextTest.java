package dev.berth.shared.protocol.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.berth.driver.metrics.MetricFamily;
import dev.berth.driver.metrics.MetricSample;
import dev.berth.driver.metrics.MetricType;
import dev.berth.driver.metrics.MetricsFormat;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class MetricsTextTest {
    private final MetricsText text = new MetricsText(MetricsFormat.PROMETHEUS);

    private static MetricFamily gauge(String name) {
        return MetricFamily.of(name, "", MetricType.GAUGE);
    }

    private String text() {
        return new String(text.bytes(), StandardCharsets.UTF_8);
    }

    @Test
    void writesNamesLabelsAndValues() {
        text.add(
                List.of(
                        MetricFamily.of("calls_total", "Calls\\ of\nall.", MetricType.COUNTER)
                                .withSample(
                                        MetricSample.of(7)
                                                .withLabel("plugin", "a\"b\\c\nd")
                                                .withLabel("method", "é"))
                                .withSample(MetricSample.of(0.5)),
                        gauge("odd")
                                .withSamples(
                                        List.of(
                                                MetricSample.of(Double.NaN).withLabel("v", "1"),
                                                MetricSample.of(Double.POSITIVE_INFINITY)
                                                        .withLabel("v", "2"),
                                                MetricSample.of(Double.NEGATIVE_INFINITY)
                                                        .withLabel("v", "3"),
                                                MetricSample.of(1e300).withLabel("v", "4")))));
        assertEquals(
                """
                # HELP calls_total Calls\\\\ of\\nall.
                # TYPE calls_total counter
                calls_total{plugin="a\\"b\\\\c\\nd",method="é"} 7
                calls_total 0.5
                # HELP odd\s
                # TYPE odd gauge
                odd{v="1"} NaN
                odd{v="2"} +Inf
                odd{v="3"} -Inf
                odd{v="4"} 1.0E300
                """,
                text());
    }

    @Test
    void addsNothingOfASourceThatIsWrong() {
        for (MetricFamily wrong :
                List.of(
                        gauge(""),
                        gauge("1a"),
                        gauge("a b"),
                        gauge("a\nb 1"),
                        gauge("a").withSample(MetricSample.of(1).withLabel("a-b", "")),
                        gauge("a").withSample(MetricSample.of(1).withLabel("__name", "")),
                        gauge("a").withSample(MetricSample.of(1).withLabel("a:b", "")),
                        gauge("a").withSample(MetricSample.of(1)).withSample(MetricSample.of(2)),
                        gauge("a")
                                .withSample(
                                        MetricSample.of(1).withLabel("a", "x".repeat(1 << 20))))) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> text.add(List.of(gauge("fine").withSample(MetricSample.of(1)), wrong)));
        }
        assertEquals("", text());
    }

    @Test
    void leavesOutASourceThatHasANameOfAnother() {
        text.add(List.of(gauge("a")));
        assertThrows(IllegalArgumentException.class, () -> text.add(List.of(gauge("a"))));
        assertThrows(
                IllegalArgumentException.class, () -> text.add(List.of(gauge("b"), gauge("b"))));
        text.add(List.of(gauge("b")));
        assertEquals("# HELP a \n# TYPE a gauge\n# HELP b \n# TYPE b gauge\n", text());
    }

    private static MetricFamily histogram(MetricSample... samples) {
        return MetricFamily.of("took_seconds", "", MetricType.HISTOGRAM)
                .withSamples(List.of(samples));
    }

    private static final MetricSample INFINITE =
            MetricSample.of(3).withSuffix("_bucket").withLabel("le", "+Inf");

    @Test
    void writesAHistogram() {
        text.add(
                List.of(
                        histogram(
                                INFINITE,
                                MetricSample.of(1.5).withSuffix("_sum"),
                                MetricSample.of(3).withSuffix("_count"))));
        assertEquals(
                """
                # HELP took_seconds\s
                # TYPE took_seconds histogram
                took_seconds_bucket{le="+Inf"} 3
                took_seconds_sum 1.5
                took_seconds_count 3
                """,
                text());
    }

    @Test
    void takesSuffixesOfHistogramsOnly() {
        for (MetricFamily wrong :
                List.of(
                        histogram(MetricSample.of(1)),
                        histogram(MetricSample.of(1).withSuffix("_bucket")),
                        histogram(MetricSample.of(1).withSuffix("_max")),
                        histogram(INFINITE, INFINITE),
                        histogram(MetricSample.of(1).withSuffix("_sum").withLabel("le", "1")),
                        gauge("a").withSample(INFINITE))) {
            assertThrows(IllegalArgumentException.class, () -> text.add(List.of(wrong)));
        }
    }

    @Test
    void writesOpenMetrics() {
        MetricsText open = new MetricsText(MetricsFormat.OPEN_METRICS);
        open.add(
                List.of(
                        MetricFamily.of("calls_total", "\"Calls\".", MetricType.COUNTER)
                                .withSample(MetricSample.of(7).withLabel("plugin", "a")),
                        MetricFamily.of("pulls", "Pulls.", MetricType.COUNTER)
                                .withSample(MetricSample.of(1)),
                        MetricFamily.of("any", "Any.", MetricType.UNTYPED)));
        assertEquals(
                """
                # HELP calls \\"Calls\\".
                # TYPE calls counter
                calls_total{plugin="a"} 7
                # HELP pulls Pulls.
                # TYPE pulls counter
                pulls_total 1
                # HELP any Any.
                # TYPE any unknown
                # EOF
                """,
                new String(open.bytes(), StandardCharsets.UTF_8));
    }

    @Test
    void leavesOutWhatOnlyOneFormatCanTellApart() {
        text.add(List.of(gauge("calls")));
        MetricFamily counter = MetricFamily.of("calls_total", "", MetricType.COUNTER);
        assertThrows(IllegalArgumentException.class, () -> text.add(List.of(counter)));
    }
}
