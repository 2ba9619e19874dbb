package dev.berth.driver.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricFamilyTest {
    private static MetricFamily family() {
        return MetricFamily.of("n", "h", MetricType.GAUGE);
    }

    @Test
    void isEqualToOneOfTheSameContent() {
        assertEquals(family(), family());
        assertEquals(family().hashCode(), family().hashCode());
        assertNotEquals(family(), family().withSample(MetricSample.of(1)));
        assertNotEquals(family(), MetricFamily.of("n", "h", MetricType.COUNTER));
        assertEquals(MetricSample.of(Double.NaN), MetricSample.of(Double.NaN));
    }

    @Test
    void isNotChangedByAWither() {
        MetricSample plain = MetricSample.of(1);
        assertEquals(Map.of("a", "b"), plain.withLabel("a", "b").labels());
        assertEquals(Map.of(), plain.labels());
        MetricFamily one = family().withSample(plain);
        assertEquals(
                List.of(plain, MetricSample.of(2)), one.withSample(MetricSample.of(2)).samples());
        assertEquals(List.of(plain), one.samples());
    }
}
