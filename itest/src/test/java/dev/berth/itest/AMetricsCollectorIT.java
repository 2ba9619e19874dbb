package dev.berth.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import dev.berth.capability.CapabilityFilter;
import dev.berth.capability.PluginClient;
import dev.berth.capability.PluginRequest;
import dev.berth.driver.metrics.MetricFamily;
import dev.berth.driver.metrics.MetricSample;
import dev.berth.driver.metrics.MetricType;
import dev.berth.driver.metrics.MetricsCollector;
import dev.berth.driver.metrics.MetricsSource;
import dev.berth.itest.parts.OperationOutcome;
import dev.berth.itest.parts.PluginSource;
import dev.berth.plugin.EnableOptions;
import dev.berth.plugin.PluginState;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.osgi.framework.ServiceRegistration;

/** A metrics collector in a container, written in Go, reads the host's metrics. */
public class AMetricsCollectorIT extends FrameworkTestBase {
    private static final String CONFIG =
            """
            {"interface": {"types": ["docker.metricscollector/1.0"], "socket": "metrics.sock"},
             "env": [{"name": "REFUSES", "value": "", "settable": ["value"]}]}
            """;

    @Before
    public void aMetricsPlugin() {
        if (manager.list().isEmpty()) {
            PluginsInTheRegistry registry = new PluginsInTheRegistry(manager);
            registry.published("berth/metrics", PluginSource.go("metrics.go", CONFIG));
            registry.installed(PluginsInTheRegistry.reference("berth/metrics"), "metrics");
        }
    }

    @After
    public void disabled() {
        if (manager.find("metrics").enabled()) {
            OperationOutcome.of(manager.disable("metrics", true));
        }
    }

    private String call(String method) {
        PluginClient client =
                manager.find("metrics", CapabilityFilter.parse("docker.metricscollector"));
        byte[] answer = client.call(PluginRequest.of("MetricsCollector." + method));
        return new String(answer, StandardCharsets.UTF_8);
    }

    private void enable() {
        OperationOutcome.of(manager.enable("metrics", EnableOptions.DEFAULT));
        new ServiceWaits(bundle).await(MetricsCollector.class, "metrics:latest");
    }

    @Test
    public void isStartedWithItsPluginAndReadsWhatTheHostSays() {
        enable();
        String first = call("Started");
        assertTrue(first, first.contains("text/plain; version=0.0.4; charset=utf-8"));
        assertTrue(first, first.contains("\\n# TYPE berth_plugins gauge\\n"));
        MetricsSource source =
                () ->
                        List.of(
                                MetricFamily.of("host_doors", "Doors.", MetricType.GAUGE)
                                        .withSample(MetricSample.of(2).withLabel("side", "front")));
        ServiceRegistration<?> added = bundle.registerService(MetricsSource.class, source, null);
        String second = call("Read");
        added.unregister();
        assertTrue(second, second.contains("\\nhost_doors{side=\\\"front\\\"} 2\\n"));
        assertTrue(second, second.contains("berth_plugins{state=\\\"enabled\\\"} 1"));
    }

    @Test
    public void isStoppedBeforeItsPluginGoes() {
        enable();
        try (FrameworkLog log = new FrameworkLog(bundle)) {
            OperationOutcome.of(manager.disable("metrics", false));
            log.await("stopped, reading the host's metrics once more: <nil>");
        }
    }

    @Test
    public void runsAlsoWhenItAnswersWrongly() {
        OperationOutcome.of(manager.set("metrics", List.of("REFUSES=yes")));
        enable();
        assertEquals(PluginState.ENABLED, manager.find("metrics").status().state());
        OperationOutcome.of(manager.disable("metrics", false));
        OperationOutcome.of(manager.set("metrics", List.of("REFUSES=")));
    }
}
