package dev.berth.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.berth.capability.Capability;
import dev.berth.capability.Lease;
import dev.berth.driver.volume.VolumeDriver;
import dev.berth.engine.support.Docker;
import dev.berth.engine.support.RawClient;
import dev.berth.itest.parts.OperationOutcome;
import dev.berth.itest.parts.RunningTasks;
import dev.berth.plugin.EnableOptions;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginEvent;
import dev.berth.plugin.PluginListener;
import dev.berth.plugin.error.PluginCallException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.Test;

/** A docker command shows that a plugin died, and that the user still wants it. */
public class DockerStatusIT extends DockerTestBase {
    private static final String STATUS = "{{.Enabled}} {{.Status.State}} {{.Status.Restarts}}";

    private static final String PROBLEM = STATUS + " {{.Status.ExitCode}} {{.Status.Problem}}";

    @Test
    public void aPluginThatDiedShowsHowAndHowOften() throws Exception {
        ServiceWaits services = new ServiceWaits(bundle);
        EventLog events = new EventLog();
        services.offer(PluginListener.class, events, Map.of());
        misbehaving("crash");
        OperationOutcome.of(manager.enable("bad", EnableOptions.DEFAULT));
        shows("true enabled 0", STATUS);
        crash(services);
        events.await(PluginEvent.Kind.RESTART);
        shows("true enabled 1 7", STATUS + " {{.Status.ExitCode}}");
        OperationOutcome.of(manager.disable("bad", false));
    }

    @Test
    public void aPluginThatCrashesShowsItsBackOffAndThatItHasFailed() throws Exception {
        ServiceWaits services = new ServiceWaits(bundle);
        EventLog events = new EventLog();
        services.offer(PluginListener.class, events, Map.of());
        misbehaving("crash");
        List<String> words = List.of("@crash.budget=2", "@restart.delay=30s");
        OperationOutcome.of(manager.set("bad", words));
        OperationOutcome.of(manager.enable("bad", EnableOptions.DEFAULT));
        crash(services);
        events.await(PluginEvent.Kind.BACKOFF);
        shows("true enabling 0 7 it ended with exit code 7", PROBLEM);
        OperationOutcome.of(manager.set("bad", List.of("@crash.budget=1")));
        OperationOutcome.of(manager.disable("bad", false));
        OperationOutcome.of(manager.enable("bad", EnableOptions.DEFAULT));
        crash(services);
        events.await(PluginEvent.Kind.FAIL);
        shows(
                "true failed 0 7 it crashed 1 times within 10m, and is not started again: it ended"
                        + " with exit code 7",
                PROBLEM);
        OperationOutcome.of(manager.disable("bad", false));
        List<String> defaults = List.of("@crash.budget=", "@restart.delay=");
        OperationOutcome.of(manager.set("bad", defaults));
    }

    private static void crash(ServiceWaits services) {
        VolumeDriver driver = services.await(VolumeDriver.class, "bad:latest");
        assertThrows(PluginCallException.class, () -> driver.create("v", Map.of()));
    }

    @Test
    public void aPluginOutOfMemoryShowsThatItWas() throws Exception {
        ServiceWaits services = new ServiceWaits(bundle);
        EventLog events = new EventLog();
        services.offer(PluginListener.class, events, Map.of());
        Plugin plugin = misbehaving("greedy");
        OperationOutcome.of(manager.enable("bad", EnableOptions.DEFAULT));
        RunningTasks.limitMemory(plugin.id(), 200_000_000);
        crash(services);
        assertEquals("true", events.await(PluginEvent.Kind.DIE).attributes().get("oom"));
        events.await(PluginEvent.Kind.RESTART);
        shows("137 true", "{{.Status.ExitCode}} {{.Status.OOMKilled}}");
        OperationOutcome.of(manager.disable("bad", false));
    }

    @Test
    public void aPluginShowsHowItIsSupervisedAndWhoHoldsIt() throws Exception {
        misbehaving("slow");
        String format = "{{index .Supervision \"health.interval\"}} {{.Status.Holders}}";
        for (Docker docker : clients()) {
            succeeds(docker, "plugin", "set", "bad", "@health.interval=90s");
            succeeds(docker, "plugin", "enable", "bad");
            try (Lease lease = manager.lease("bad", Capability.VOLUME_DRIVER, "a volume")) {
                assertEquals("a volume", lease.holder());
                assertEquals(
                        "1m30s [a volume]\n",
                        succeeds(docker, "plugin", "inspect", "-f", format, "bad"));
            }
            succeeds(docker, "plugin", "ls");
            succeeds(docker, "plugin", "set", "bad", "@health.interval=");
            succeeds(docker, "plugin", "disable", "bad");
        }
    }

    @Test
    public void theCallsToAPluginAndWhatItUsesAreMetricsOfTheApi() throws Exception {
        volumePlugin("counted");
        OperationOutcome.of(manager.enable("counted", EnableOptions.DEFAULT));
        VolumeDriver driver = new ServiceWaits(bundle).await(VolumeDriver.class, "counted:latest");
        driver.create("v", Map.of());
        assertThrows(PluginCallException.class, () -> driver.mount("none", "id"));
        String metrics;
        try (RawClient client = new RawClient(folders().socket())) {
            client.send("GET /metrics HTTP/1.1\r\nHost: docker\r\n\r\n");
            metrics = client.receive().body();
        }
        String calls = "berth_plugin_calls_total{plugin=\"counted:latest\",outcome=";
        assertTrue(metrics, metrics.contains(calls + "\"ok\"} 1\n"));
        assertTrue(metrics, metrics.contains(calls + "\"error\"} 1\n"));
        assertTrue(metrics, metrics.contains("berth_plugin_up{plugin=\"counted:latest\"} 1\n"));
        for (String positive :
                List.of(
                        "plugin_call_duration_seconds_sum{plugin=.counted:latest.}",
                        "plugin_memory_bytes{plugin=.counted:latest.}",
                        "plugin_cpu_seconds_total{plugin=.counted:latest.}",
                        "pulls_total{outcome=.ok.}",
                        "pulled_bytes_total")) {
            Pattern line =
                    Pattern.compile(
                            "berth_" + positive.replace("{", "\\{") + " [0-9.E-]*[1-9][0-9.E-]*\n");
            assertTrue(positive + " in " + metrics, line.matcher(metrics).find());
        }
        OperationOutcome.of(manager.remove("counted", true));
    }

    private void shows(String expected, String format) throws Exception {
        for (Docker docker : clients()) {
            assertEquals(
                    expected + "\n", succeeds(docker, "plugin", "inspect", "-f", format, "bad"));
        }
    }
}
