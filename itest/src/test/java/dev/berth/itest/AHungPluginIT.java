package dev.berth.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import dev.berth.itest.parts.OperationOutcome;
import dev.berth.itest.parts.RunningTasks;
import dev.berth.plugin.EnableOptions;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginEvent;
import dev.berth.plugin.PluginListener;
import dev.berth.plugin.PluginState;
import dev.berth.plugin.PluginStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.After;
import org.junit.Test;
import org.osgi.framework.ServiceRegistration;

/** A plugin that hangs, or dies too often, is found in the time that is set for it. */
public class AHungPluginIT extends FrameworkTestBase {
    private final EventLog events = new EventLog();
    private ServiceRegistration<?> listening;

    @After
    public void deaf() {
        listening.unregister();
    }

    @Test
    public void thatASignalHasStoppedIsFoundByTheDefaultProbe() throws Exception {
        assertReplaced("connect", "its process is stopped");
    }

    @Test
    public void isFoundByARequest() throws Exception {
        assertReplaced("http", "no answer to Plugin.Activate within 0.5 s");
    }

    private void assertReplaced(String probe, String why) throws Exception {
        Plugin plugin = volumePlugin("volume");
        enable(
                plugin,
                "@health.probe=" + probe,
                "@health.interval=200ms",
                "@health.timeout=500ms",
                "@health.threshold=2");
        ProcessHandle process = RunningTasks.of(plugin.id()).orElseThrow();
        long begun = System.nanoTime();
        assertEquals(
                0,
                new ProcessBuilder("kill", "-STOP", Long.toString(process.pid()))
                        .start()
                        .waitFor());
        PluginEvent unhealthy = events.await(PluginEvent.Kind.UNHEALTHY);
        Duration found = Duration.ofNanos(System.nanoTime() - begun);
        String message = unhealthy.attributes().get("message");
        assertEquals("2 health probes in a row have failed: " + why, message);
        PluginEvent death = events.await(PluginEvent.Kind.DIE);
        assertEquals("9", death.attributes().get("signal"));
        events.await(PluginEvent.Kind.RESTART);
        assertNotEquals(process.pid(), RunningTasks.of(plugin.id()).orElseThrow().pid());
        // Twice the interval and the timeout, and what a machine under load takes besides.
        assertTrue(found.toString(), found.compareTo(Duration.ofSeconds(10)) < 0);
        OperationOutcome.of(manager.disable("volume", false));
    }

    @Test
    public void thatDiesTooOftenFailsAndComesBackByCommand() throws Exception {
        Plugin plugin = volumePlugin("volume");
        enable(plugin, "@crash.budget=2", "@restart.delay=1ms", "@health.probe=none");
        kill(plugin);
        events.await(PluginEvent.Kind.RESTART);
        kill(plugin);
        events.await(PluginEvent.Kind.FAIL);
        PluginStatus status = manager.find("volume").status();
        assertEquals(PluginState.FAILED, status.state());
        assertEquals(
                "it crashed 2 times within 10m, and is not started again: it ended with exit code"
                        + " 137",
                status.problem().orElseThrow());
        assertTrue(RunningTasks.of(plugin.id()).isEmpty());
        OperationOutcome.of(manager.enable("volume", EnableOptions.DEFAULT));
        OperationOutcome.of(manager.disable("volume", false));
    }

    private static void kill(Plugin plugin) {
        RunningTasks.of(plugin.id()).orElseThrow().destroyForcibly();
    }

    private void enable(Plugin plugin, String... settings) {
        listening = new ServiceWaits(bundle).offer(PluginListener.class, events, Map.of());
        OperationOutcome.of(manager.set(plugin.id(), List.of(settings)));
        OperationOutcome.of(manager.enable(plugin.id(), EnableOptions.DEFAULT));
    }
}
