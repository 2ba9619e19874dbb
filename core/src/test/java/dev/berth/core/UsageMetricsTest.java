package dev.berth.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.core.metrics.UsageMetrics;
import dev.berth.driver.metrics.MetricFamily;
import dev.berth.driver.metrics.MetricSample;
import dev.berth.plugin.PluginUsage;
import dev.berth.plugin.error.PluginRuntimeException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UsageMetricsTest {
    private static final PluginUsage USED =
            PluginUsage.of(Duration.ofMillis(1500), 4096, 3).withOomKills(2);

    @TempDir Path top;
    private ManagerHost host;
    private UsageMetrics metrics;

    @BeforeEach
    void start() throws InterruptedException {
        host = new ManagerHost(top);
        host.enabled("a");
        host.install("b");
        metrics = new UsageMetrics(host.manager, Duration.ofMillis(200));
    }

    @AfterEach
    void stop() {
        host.close();
    }

    private Map<String, List<MetricSample>> samples() {
        return metrics.metrics().stream()
                .collect(Collectors.toMap(MetricFamily::name, MetricFamily::samples));
    }

    private static List<MetricSample> ofA(double value) {
        return List.of(MetricSample.of(value).withLabel("plugin", "a:latest"));
    }

    @Test
    void areThoseOfPluginsThatRun() {
        host.runtime.usage = () -> Optional.of(USED);
        assertEquals(
                Map.of(
                        "berth_plugin_memory_bytes", ofA(4096),
                        "berth_plugin_memory_limit_bytes", List.<MetricSample>of(),
                        "berth_plugin_cpu_seconds_total", ofA(1.5),
                        "berth_plugin_pids", ofA(3),
                        "berth_plugin_oom_kills_total", ofA(2)),
                samples());
        host.runtime.usage = () -> Optional.of(USED.withMemoryLimit(8192));
        assertEquals(ofA(8192), samples().get("berth_plugin_memory_limit_bytes"));
    }

    @Test
    void leaveOutWhatTheRuntimeCannotTell() {
        assertEquals(List.of(), samples().get("berth_plugin_memory_bytes"));
        host.runtime.usage =
                () -> {
                    throw new PluginRuntimeException("gone", null);
                };
        assertEquals(List.of(), samples().get("berth_plugin_memory_bytes"));
    }

    @Test
    void askARuntimeThatHangsOnce() throws InterruptedException {
        AtomicInteger asked = new AtomicInteger();
        CountDownLatch answers = new CountDownLatch(1);
        host.runtime.usage =
                () -> {
                    asked.incrementAndGet();
                    answers.await();
                    return Optional.of(USED);
                };
        assertEquals(List.of(), samples().get("berth_plugin_pids"));
        assertEquals(List.of(), samples().get("berth_plugin_pids"));
        assertEquals(1, asked.get());
        answers.countDown();
        // The answer that is late is for whoever asks next.
        assertTrue(List.of(List.of(), ofA(3)).contains(samples().get("berth_plugin_pids")));
    }
}
