package dev.berth.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.driver.metrics.MetricsCollector;
import dev.berth.shared.protocol.metrics.MetricsMethods;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricsChecksTest {
    @TempDir Path folder;

    /** A collector that conforms; each test breaks it in one place. */
    private static class GoodMetrics implements MetricsCollector {
        volatile boolean started;

        @Override
        public void start() {
            started = true;
        }

        @Override
        public void stop() {
            started = false;
        }
    }

    private static CheckedProtocol plugin(GoodMetrics collector) {
        return new CheckedProtocol(
                KnownProtocol.METRICS, MetricsMethods.serve(collector, failure -> {}));
    }

    @Test
    void findNothingInAPluginThatConforms() throws IOException {
        GoodMetrics collector = new GoodMetrics();
        CheckReport report = plugin(collector).restartedBy(() -> "").run(folder);
        assertEquals(List.of(), CheckedProtocol.wrong(report), report.findings().toString());
        assertEquals(List.of(), CheckedProtocol.notes(report), report.findings().toString());
        assertTrue(collector.started, "it is left as its engine has it");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "StartMetrics | started | MetricsCollector.StartMetrics answers",
                "StartMetrics | {\"Err\": \"no\"} | MetricsCollector.StartMetrics answers",
                "StartMetrics | {\"Err\": \"no\"} | MetricsCollector.StartMetrics takes an empty",
                "StartMetrics | {\"Err\": \"no\"} | MetricsCollector.StartMetrics after Stop",
                "StartMetrics | {\"Err\": \"no\"} | MetricsCollector.StartMetrics starts it after",
                "StartMetrics | started | 16 calls of StartMetrics at once",
                "StopMetrics | {\"Err\": \"no\"} | MetricsCollector.StopMetrics answers",
                "NoSuchMethod | {} | MetricsCollector.NoSuchMethod, which there is not, is a 404"
            })
    void findAnAnswerThatIsWrong(String method, String body, String rule) throws IOException {
        CheckReport report =
                plugin(new GoodMetrics())
                        .answering("MetricsCollector." + method, body)
                        .restartedBy(() -> "")
                        .run(folder);
        List<String> wrong = CheckedProtocol.wrong(report);
        assertTrue(wrong.stream().anyMatch(each -> each.startsWith(rule)), wrong::toString);
    }

    @Test
    void noteACollectorThatWantsToBeCalledOnce() throws IOException {
        CheckReport report =
                plugin(
                                new GoodMetrics() {
                                    @Override
                                    public synchronized void start() {
                                        check(!started);
                                        super.start();
                                    }

                                    @Override
                                    public synchronized void stop() {
                                        check(started);
                                        super.stop();
                                    }

                                    private static void check(boolean other) {
                                        if (!other) {
                                            throw new IllegalStateException("it is so already");
                                        }
                                    }
                                })
                        .run(folder);
        assertEquals(
                List.of(
                        "MetricsCollector.StartMetrics of a collector that is started leaves it so:"
                                + " an engine that was restarted calls it again",
                        "MetricsCollector.StopMetrics of a collector that is stopped leaves it so"),
                CheckedProtocol.notes(report));
    }
}
