package dev.berth.core.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.core.testing.TestReference;
import dev.berth.driver.metrics.MetricFamily;
import dev.berth.driver.metrics.MetricSample;
import dev.berth.driver.metrics.MetricType;
import dev.berth.driver.metrics.MetricsSource;
import dev.berth.testing.RecordingLog;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MetricsSourcesTest {
    private final RecordingLog log = new RecordingLog();
    private final MetricsSources metrics =
            new MetricsSources(TestReference.lookup(), Duration.ofMillis(200), log.logger());

    private TestReference<MetricsSource> add(MetricsSource source) {
        TestReference<MetricsSource> reference = new TestReference<>(() -> source, Map.of());
        metrics.bindSource(reference);
        return reference;
    }

    private static List<MetricFamily> gauge(String name) {
        return List.of(MetricFamily.of(name, "h", MetricType.GAUGE).withSample(MetricSample.of(1)));
    }

    private static String text(String name) {
        return "# HELP %s h\n# TYPE %s gauge\n%s 1\n".formatted(name, name, name);
    }

    private String text() {
        return new String(metrics.text(), StandardCharsets.UTF_8);
    }

    @Test
    void hasTheFamiliesOfAllSources() {
        assertEquals("", text());
        TestReference<MetricsSource> first = add(() -> gauge("a"));
        add(() -> gauge("b"));
        assertEquals(text("a") + text("b"), text());
        metrics.unbindSource(first);
        assertEquals(text("b"), text());
    }

    @Test
    void leavesOutHostileSources() {
        add(
                () -> {
                    throw new NoClassDefFoundError("com/example/Gone");
                });
        add(() -> null);
        add(() -> Collections.singletonList(null));
        add(() -> gauge("bad name\n"));
        add(() -> gauge("a"));
        add(() -> gauge("a"));
        assertEquals(text("a"), text());
        assertEquals(5, log.lines().size(), log.lines().toString());
        assertTrue(log.lines().stream().noneMatch(line -> line.contains("\n")));
    }

    @Test
    void asksOneThatHangsOnceAndGoesOnWithoutIt() throws InterruptedException {
        AtomicInteger calls = new AtomicInteger();
        CountDownLatch returns = new CountDownLatch(1);
        add(
                () -> {
                    calls.incrementAndGet();
                    try {
                        returns.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    return gauge("late");
                });
        add(() -> gauge("a"));
        assertEquals(text("a"), text());
        assertEquals(text("a"), text());
        assertEquals(1, calls.get());
        returns.countDown();
        assertTrue(text().endsWith(text("a")));
    }
}
