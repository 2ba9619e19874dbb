package dev.berth.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.plugin.PluginState;
import dev.berth.testing.RecordingLog;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A changed configuration is taken over under running plugins, or is said not to be. */
class RunningConfigurationTest {
    @TempDir Path top;
    private final RecordingLog log = new RecordingLog();

    @Test
    void takesOverWhatCanChange() {
        RunningConfiguration running =
                new RunningConfiguration(TestConfiguration.of(top), log.logger());
        running.change(TestConfiguration.of(top).withLiveRestore(true).withPartMaxDays(1));
        assertTrue(running.liveRestore());
        assertEquals(Duration.ofDays(1), running.partLimits().age());
        assertFalse(log.lines().toString().contains("stays"), log.lines()::toString);
    }

    @Test
    void keepsTheFoldersAndSaysSo() {
        RunningConfiguration running =
                new RunningConfiguration(TestConfiguration.of(top), log.logger());
        running.change(
                TestConfiguration.of(top)
                        .withRoot(top.resolve("other"))
                        .withExecRoot("/run/other"));
        assertEquals(top.resolve("root"), running.root());
        assertEquals(top.resolve("x"), running.execRoot());
        String lines = log.lines().toString();
        assertTrue(lines.contains("root stays " + top.resolve("root")), lines);
        assertTrue(lines.contains("exec.root stays " + top.resolve("x")), lines);
        assertTrue(lines.contains("to use /run/other"), lines);
    }

    @Test
    void endsNoPlugin() throws Exception {
        ManagerHost host = new ManagerHost(top);
        try {
            host.enabled("x");
            host.manager.change(
                    TestConfiguration.of(top).withRoot(top.resolve("o")).withLiveRestore(true));
            assertEquals(PluginState.ENABLED, host.manager.find("x").status().state());
            assertEquals(1, host.runtime.launches.size());
        } finally {
            host.close();
        }
        assertEquals(1, host.runtime.running().size(), "live restore is on by now");
    }
}
