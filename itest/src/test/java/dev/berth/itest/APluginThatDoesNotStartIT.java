package dev.berth.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import dev.berth.itest.parts.OperationOutcome;
import dev.berth.itest.parts.PluginSource;
import dev.berth.plugin.EnableOptions;
import dev.berth.plugin.Operation;
import dev.berth.plugin.OutputLine;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.PluginState;
import dev.berth.plugin.error.OperationCancelledException;
import dev.berth.plugin.error.PluginException;
import dev.berth.plugin.error.PluginRuntimeException;
import dev.berth.plugin.error.PluginTimeoutException;
import dev.berth.spi.PluginRuntime;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import javax.inject.Inject;
import org.junit.Test;

/** The error says why, the plugin is disabled, and nothing of it runs. */
public class APluginThatDoesNotStartIT extends FrameworkTestBase {
    private static final Duration LONG = Duration.ofSeconds(30);

    @Inject private PluginRuntime runtime;

    @Test
    public void becauseItExitsAtOnceShowsItsExitCodeAndItsLastOutput() throws Exception {
        misbehaving("exit");
        PluginRuntimeException failure =
                OperationOutcome.failure(
                        PluginRuntimeException.class, manager.enable("bad", EnableOptions.DEFAULT));
        assertEquals(OptionalInt.of(3), failure.exitCode());
        assertTrue(
                failure.lastOutput().toString(),
                failure.lastOutput()
                        .containsAll(
                                List.of(
                                        "volume plugin: about to fail",
                                        "volume plugin: cannot go on without its tea")));
        List<String> kept =
                manager.output("bad").read(Duration.ZERO).stream().map(OutputLine::text).toList();
        assertTrue(kept.toString(), kept.containsAll(failure.lastOutput()));
        assertTrue(failure.getMessage(), failure.getMessage().contains("exit code 3"));
        assertTrue(failure.getMessage(), failure.getMessage().contains("without its tea"));
        nothingRuns(failure);
    }

    @Test
    public void becauseItNeverOpensItsSocketIsStoppedAtItsTimeLimit() {
        misbehaving("mute");
        Duration limit = Duration.ofSeconds(2);
        PluginTimeoutException failure =
                OperationOutcome.failure(
                        PluginTimeoutException.class, manager.enable("bad", within(limit, LONG)));
        assertEquals(limit, failure.limit());
        assertTrue(failure.getMessage(), failure.getMessage().contains("volume.sock"));
        nothingRuns(failure);
    }

    @Test
    public void isGivenUpAtOnceWhenItIsDisabledOrRemovedMeanwhile() {
        for (boolean removed : List.of(false, true)) {
            misbehaving("mute");
            String id = manager.find("bad").id();
            Operation<Plugin> enable;
            try (FrameworkLog log = new FrameworkLog(bundle)) {
                enable = manager.enable("bad", within(LONG, LONG));
                log.await("volume plugin: not listening");
            }
            long begin = System.nanoTime();
            OperationOutcome.of(
                    removed ? manager.remove("bad", true) : manager.disable("bad", false));
            long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
            OperationOutcome.failure(OperationCancelledException.class, enable);
            assertTrue("it took " + took + " ms", took < 3_000);
            if (!removed) {
                // A cancelled start is cleared away beside; a removal waits for that.
                OperationOutcome.of(manager.remove("bad", true));
            }
            assertFalse(runtime.ids().contains(id));
        }
    }

    @Test
    public void becauseItsProgramIsNotThereIsToldByName() {
        PluginSource lost =
                PluginSource.idle().with(config -> config.withArray("entrypoint").set(0, "/lost"));
        Plugin plugin =
                OperationOutcome.of(manager.create(PluginReference.parse("lost"), lost.tar()));
        PluginRuntimeException failure =
                OperationOutcome.failure(
                        PluginRuntimeException.class,
                        manager.enable("lost", EnableOptions.DEFAULT));
        assertTrue(failure.getMessage(), failure.getMessage().contains("/lost"));
        assertEquals(PluginState.DISABLED, manager.find("lost").status().state());
        assertFalse(runtime.ids().contains(plugin.id()));
        OperationOutcome.of(manager.remove(plugin.id(), false));
    }

    @Test
    public void oneThatIsOnlyLateDoesStart() {
        misbehaving("late");
        Plugin plugin = OperationOutcome.of(manager.enable("bad", EnableOptions.DEFAULT));
        assertEquals(PluginState.ENABLED, plugin.status().state());
    }

    private void nothingRuns(PluginException failure) {
        Plugin plugin = manager.find("bad");
        assertEquals(PluginState.DISABLED, plugin.status().state());
        assertEquals(false, plugin.enabled());
        String problem = plugin.status().problem().orElseThrow();
        assertTrue(problem, problem.contains(failure.getMessage()));
        assertEquals(List.of(), List.of(failure.getSuppressed()));
        assertFalse(runtime.ids().contains(plugin.id()));
    }
}
