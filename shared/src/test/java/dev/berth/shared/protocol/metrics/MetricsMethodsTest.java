package dev.berth.shared.protocol.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.driver.metrics.MetricsCollector;
import dev.berth.shared.protocol.ProtocolReply;
import dev.berth.shared.protocol.ServedProtocol;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MetricsMethodsTest {
    private final List<String> calls = new ArrayList<>();

    @Test
    void servesEachMethod() {
        MetricsCollector collector =
                new MetricsCollector() {
                    @Override
                    public void start() {
                        calls.add("start");
                    }

                    @Override
                    public void stop() {
                        throw new IllegalStateException("not started");
                    }
                };
        try (ServedProtocol served = MetricsMethods.serve(collector, t -> calls.add("failed"))) {
            assertEquals("200 {}", text(served.call("MetricsCollector.StartMetrics", new byte[0])));
            assertEquals(
                    "500 {\"Err\":\"not started\"}",
                    text(served.call("MetricsCollector.StopMetrics", new byte[0])));
        }
        assertEquals(List.of("start", "failed"), calls);
    }

    private static String text(ProtocolReply reply) {
        return reply.status() + " " + new String(reply.text(), StandardCharsets.UTF_8);
    }
}
