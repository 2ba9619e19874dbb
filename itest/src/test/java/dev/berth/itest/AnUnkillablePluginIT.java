package dev.berth.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.berth.driver.volume.VolumeDriver;
import dev.berth.engine.support.Docker;
import dev.berth.itest.parts.OperationOutcome;
import dev.berth.itest.parts.PluginSource;
import dev.berth.itest.parts.RunningTasks;
import dev.berth.itest.parts.TestBed;
import dev.berth.plugin.EnableOptions;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginEvent;
import dev.berth.plugin.PluginListener;
import dev.berth.plugin.PluginState;
import dev.berth.plugin.error.PluginRuntimeException;
import dev.berth.testing.GoProgram;
import dev.berth.testing.ServerProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.Test;

/**
 * A plugin whose process waits in the kernel for a file system that is away: SIGKILL does not end
 * it. That is shown, and it is stopped once the file system lets go of it.
 */
public class AnUnkillablePluginIT extends DockerTestBase {
    private static final String CONFIG =
            """
            {"interface": {"types": ["docker.volumedriver/1.0"], "socket": "hanging.sock"},
             "mounts": [{"source": "%s", "destination": "/hanging", "type": "bind",
                         "options": ["rbind", "ro"]}]}
            """;
    private static final String WHY =
            "it was not stopped cleanly: plugin hanging:latest cannot be stopped: it does not end,"
                    + " not even by SIGKILL";

    private final EventLog events = new EventLog();

    @Test
    public void isShownAsNotStoppedUntilItIs() throws Exception {
        ServiceWaits services = new ServiceWaits(bundle);
        services.offer(PluginListener.class, events, Map.of());
        Path folder = Files.createTempDirectory(TestBed.folder(), "h");
        try (ServerProcess fileSystem = hanging(folder)) {
            fileSystem.awaitReady();
            Plugin plugin = enabled(CONFIG.formatted(folder));
            VolumeDriver driver = services.await(VolumeDriver.class, "hanging:latest");
            assertThrows(RuntimeException.class, () -> driver.get("v"));
            PluginRuntimeException failure =
                    assertThrows(
                            PluginRuntimeException.class,
                            () -> OperationOutcome.of(manager.disable(plugin.id(), true)));
            assertTrue(failure.getMessage(), WHY.endsWith(failure.getMessage()));
            assertShown(PluginState.DISABLED, "false disabled " + WHY);
            assertTrue(RunningTasks.of(plugin.id()).isPresent());
        }
        events.await(PluginEvent.Kind.DISABLE);
        assertTrue(manager.find("hanging").status().problem().isEmpty());
        assertFalse(RunningTasks.of(manager.find("hanging").id()).isPresent());
        OperationOutcome.of(manager.remove("hanging", false));
    }

    private static ServerProcess hanging(Path folder) throws Exception {
        Path target = Path.of(System.getProperty("berth.itest.target"), "go");
        Path source = Path.of(System.getProperty("berth.checkout"), "itest/src/test/go");
        Path program = GoProgram.build(source.resolve("hangingfs.go"), target);
        List<String> command = List.of(program.toString(), folder.toString());
        return ServerProcess.start("hangingfs", Pattern.compile("mounted"), command);
    }

    private Plugin enabled(String config) {
        PluginsInTheRegistry registry = new PluginsInTheRegistry(manager);
        registry.published("berth/hanging", PluginSource.go("hanging.go", config));
        Plugin plugin =
                registry.installed(PluginsInTheRegistry.reference("berth/hanging"), "hanging");
        OperationOutcome.of(manager.set(plugin.id(), List.of("@stop.timeout=100ms")));
        EnableOptions options = within(Duration.ofSeconds(60), Duration.ofMillis(500));
        return OperationOutcome.of(manager.enable(plugin.id(), options));
    }

    private void assertShown(PluginState state, String all) throws Exception {
        assertEquals(state, manager.find("hanging").status().state());
        String format = "{{.Enabled}} {{.Status.State}} {{.Status.Problem}}";
        for (Docker docker : clients()) {
            assertEquals(
                    all + "\n", succeeds(docker, "plugin", "inspect", "-f", format, "hanging"));
        }
    }
}
