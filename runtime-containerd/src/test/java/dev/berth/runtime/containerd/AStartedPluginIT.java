package dev.berth.runtime.containerd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.spi.PluginTask;
import dev.berth.spi.TaskExit;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AStartedPluginIT {
    @RegisterExtension static final ContainerdHost HOST = new ContainerdHost();

    @Test
    void runsUntilItIsStopped() throws Exception {
        PluginTask task =
                HOST.runtime()
                        .start(
                                new Launches(HOST.rootfs(), HOST.newFolder("s"))
                                        .id("runs")
                                        .entrypoint(Scripts.listening(""))
                                        .launch());
        assertTrue(ProcessHandle.of(task.pid()).orElseThrow().isAlive());
        assertEquals("info test/runs: ready", HOST.log().next());
        TaskExit exit = task.stop(Duration.ofSeconds(10));
        assertEquals(new TaskExit(0, List.of("ready", "bye")), exit);
    }
}
