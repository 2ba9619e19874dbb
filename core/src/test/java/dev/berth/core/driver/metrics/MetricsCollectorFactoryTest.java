package dev.berth.core.driver.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.driver.metrics.MetricsCollector;
import dev.berth.testing.RecordingLog;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MetricsCollectorFactoryTest {
    private final List<String> calls = new ArrayList<>();
    private final RecordingLog log = new RecordingLog();
    private final MetricsCollectorFactory factory = new MetricsCollectorFactory(log.logger());

    private MetricsCollector collector(RuntimeException failure) {
        return new MetricsCollector() {
            @Override
            public void start() {
                calls.add("start");
                fail();
            }

            @Override
            public void stop() {
                calls.add("stop");
                fail();
            }

            private void fail() {
                if (failure != null) {
                    throw failure;
                }
            }
        };
    }

    @Test
    void startsAgainInAProcessThatHasTakenOverAndStopsAtTheEnd() {
        MetricsCollector collector = collector(null);
        factory.replaced(collector);
        factory.destroy(collector);
        assertEquals(List.of("start", "stop"), calls);
        assertEquals(List.of(), log.lines());
    }

    @Test
    void letsAPluginRunThatDoesNotCollect() {
        MetricsCollector collector = collector(new IllegalStateException("no disk"));
        factory.replaced(collector);
        factory.destroy(collector);
        assertEquals(List.of("start", "stop"), calls);
    }
}
