package dev.berth.core.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.core.client.CallOutcome;
import dev.berth.driver.metrics.MetricsFormat;
import dev.berth.plugin.PluginEvent;
import dev.berth.shared.protocol.metrics.MetricsText;
import dev.berth.testing.plugin.EventFixture;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CallMetricsTest {
    private final CallMetrics metrics = new CallMetrics();

    private String text() {
        MetricsText text = new MetricsText(MetricsFormat.PROMETHEUS);
        text.add(metrics.metrics());
        return new String(text.bytes(), StandardCharsets.UTF_8);
    }

    private void ended(CallOutcome outcome, long millis) {
        metrics.ended("acme/vol:1", outcome, TimeUnit.MILLISECONDS.toNanos(millis));
    }

    private void has(String line) {
        assertTrue(text().contains(line + "\n"), text());
    }

    @ParameterizedTest
    @EnumSource(CallOutcome.class)
    void countsByOutcome(CallOutcome outcome) {
        ended(outcome, 1);
        String label = outcome.name().toLowerCase(java.util.Locale.ROOT);
        has("berth_plugin_calls_total{plugin=\"acme/vol:1\",outcome=\"" + label + "\"} 1");
    }

    @Test
    void sortsDurationsIntoBucketsThatAddUp() {
        ended(CallOutcome.OK, 1);
        ended(CallOutcome.OK, 2);
        ended(CallOutcome.TIMEOUT, 60_000);
        String name = "berth_plugin_call_duration_seconds";
        has(name + "_bucket{le=\"0.001\",plugin=\"acme/vol:1\"} 1");
        has(name + "_bucket{le=\"0.0025\",plugin=\"acme/vol:1\"} 2");
        has(name + "_bucket{le=\"30.0\",plugin=\"acme/vol:1\"} 2");
        has(name + "_bucket{le=\"+Inf\",plugin=\"acme/vol:1\"} 3");
        has(name + "_sum{plugin=\"acme/vol:1\"} 60.003");
        has(name + "_count{plugin=\"acme/vol:1\"} 3");
    }

    @Test
    void forgetsAPluginThatIsRemoved() {
        ended(CallOutcome.OK, 1);
        for (PluginEvent.Kind kind : PluginEvent.Kind.values()) {
            if (kind != PluginEvent.Kind.REMOVE) {
                metrics.plugin(event(kind));
            }
        }
        assertTrue(text().contains("acme/vol:1"));
        metrics.plugin(event(PluginEvent.Kind.REMOVE));
        assertEquals(-1, text().indexOf("acme/vol:1"));
    }

    private static EventFixture event(PluginEvent.Kind kind) {
        return new EventFixture(kind, "0123", "acme/vol:1", Instant.EPOCH, Map.of());
    }
}
