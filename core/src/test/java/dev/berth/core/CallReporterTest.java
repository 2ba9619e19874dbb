package dev.berth.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.capability.Capability;
import dev.berth.capability.PluginClient;
import dev.berth.capability.PluginRequest;
import dev.berth.plugin.EnableOptions;
import dev.berth.plugin.PluginEvent.Kind;
import dev.berth.plugin.error.PluginCircuitOpenException;
import dev.berth.plugin.error.PluginTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Through a whole manager: a plugin that leaves calls without an answer, and recovers. */
class CallReporterTest {
    private static final Duration SHORT = Duration.ofMillis(50);
    private static final Duration PATIENT = Duration.ofSeconds(20);
    private static final String OPENED =
            "plugin x:latest does not answer, calls to it fail at once: ";

    @TempDir Path top;
    private ManagerHost host;

    @BeforeEach
    void start() {
        host = new ManagerHost(top);
    }

    @AfterEach
    void stop() {
        host.close();
    }

    @Test
    void tellsOfAnOpeningOnceAndOfTheClosing() throws Exception {
        host.install("x");
        host.manager.enable("x", EnableOptions.DEFAULT).await();
        PluginClient client = host.manager.find("x", Capability.VOLUME_DRIVER);
        CountDownLatch recovered = new CountDownLatch(1);
        host.runtime.beforeAnswer = recovered::await;
        int failures = TestConfiguration.of(top).circuit_failures_max_count();
        for (int i = 0; i < failures; i++) {
            assertThrows(PluginTimeoutException.class, () -> call(client, SHORT));
        }
        assertThrows(PluginCircuitOpenException.class, () -> call(client, SHORT));
        assertThrows(PluginCircuitOpenException.class, () -> call(client, SHORT));
        String why = host.event(Kind.CIRCUIT_OPEN).attributes().get("message");
        assertEquals(failures + " calls in a row had no answer, the last: no answer in time", why);
        assertEquals(1, host.log.lines().stream().filter(l -> l.contains(OPENED)).count());
        recovered.countDown();
        call(client, PATIENT);
        call(client, PATIENT);
        host.event(Kind.CIRCUIT_CLOSE);
        assertTrue(host.log.has("plugin x:latest answers again"), host.log.lines().toString());
    }

    private static void call(PluginClient client, Duration deadline) {
        client.call(PluginRequest.ask("VolumeDriver.Get", deadline));
    }
}
