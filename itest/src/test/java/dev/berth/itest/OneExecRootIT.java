package dev.berth.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.driver.volume.VolumeDriver;
import dev.berth.engine.support.Docker;
import dev.berth.itest.host.EmbeddedEngine;
import dev.berth.itest.host.EngineFolders;
import dev.berth.itest.parts.OperationOutcome;
import dev.berth.itest.parts.PluginSource;
import dev.berth.itest.parts.RunningTasks;
import dev.berth.itest.parts.TestBed;
import dev.berth.plugin.EnableOptions;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginReference;
import dev.berth.testing.TestTimeout;
import java.net.SocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.osgi.util.tracker.ServiceTracker;

/**
 * The API's socket and the runtime's run folder lie below {@code exec.root} unless they are set.
 */
class OneExecRootIT {
    private final EngineFolders folders = EngineFolders.fresh();

    @BeforeAll
    static void theRealPartsAreUp() {
        TestBed.up();
    }

    /** A plugin that runs when the setting goes, whose value is the default's, is taken over. */
    @Test
    @EnabledIfSystemProperty(named = "berth.long", matches = "true")
    void movesWhatIsNotSet() throws Exception {
        Path runFolder = folders.execRoot().resolve("containerd");
        Plugin plugin;
        long pid;
        // The feed makes no empty configuration.
        Map<String, String> api = Map.of("group", "");
        try (EmbeddedEngine before = start(Map.of("run.folder", runFolder.toString()), api)) {
            plugin = enabled(before);
            pid = RunningTasks.of(plugin.id()).orElseThrow().pid();
        }
        assertEquals(runFolder.toString(), RunningTasks.engineOf(plugin.id()));
        try (EmbeddedEngine engine = start(Map.of(), api)) {
            assertUsable(engine);
            assertEquals(pid, RunningTasks.of(plugin.id()).orElseThrow().pid());
            assertAnswers(engine, folders.execRoot().resolve("berth.sock"));
            OperationOutcome.of(engine.manager().disable("volume", false));
            OperationOutcome.of(engine.manager().enable("volume", EnableOptions.DEFAULT));
            assertUsable(engine);
            assertEquals(runFolder.toString(), RunningTasks.engineOf(plugin.id()));
            assertTrue(Files.isDirectory(runFolder));
            OperationOutcome.of(engine.manager().disable("volume", false));
        }
    }

    @Test
    void leavesWhatIsSetWhereItIs() throws Exception {
        Path runFolder = folders.base().resolve("r");
        Path socket = folders.base().resolve("d.sock");
        try (EmbeddedEngine engine =
                start(
                        Map.of("run.folder", runFolder.toString()),
                        Map.of("socket", socket.toString()))) {
            Plugin plugin = enabled(engine);
            assertUsable(engine);
            assertAnswers(engine, socket);
            assertEquals(runFolder.toString(), RunningTasks.engineOf(plugin.id()));
            assertFalse(Files.exists(folders.execRoot().resolve("containerd")));
            assertFalse(Files.exists(folders.execRoot().resolve("berth.sock")));
            OperationOutcome.of(engine.manager().disable("volume", false));
        }
    }

    private EmbeddedEngine start(Map<String, String> runtime, Map<String, String> api)
            throws Exception {
        Map<String, Map<String, String>> all = new HashMap<>(folders.configurations(true));
        Map<String, String> containerd = new HashMap<>(runtime);
        containerd.put("address", TestBed.containerd().toString());
        all.put("dev.berth.runtime.containerd", containerd);
        all.put("dev.berth.engine", api);
        return EmbeddedEngine.startWithApi(folders, all);
    }

    private static Plugin enabled(EmbeddedEngine engine) throws Exception {
        PluginsInTheRegistry registry = new PluginsInTheRegistry(engine.manager());
        PluginReference volume = registry.published("berth/volume", PluginSource.volume());
        registry.installed(volume, "volume");
        return OperationOutcome.of(engine.manager().enable("volume", EnableOptions.DEFAULT));
    }

    private static void assertUsable(EmbeddedEngine engine) {
        VolumeDriver driver =
                new ServiceWaits(engine.context()).await(VolumeDriver.class, "volume:latest");
        driver.create("data", Map.of());
        assertFalse(driver.list().isEmpty());
    }

    private void assertAnswers(EmbeddedEngine engine, Path socket) throws Exception {
        ServiceTracker<SocketAddress, SocketAddress> address =
                new ServiceTracker<>(engine.context(), SocketAddress.class, null);
        address.open();
        assertNotNull(address.waitForService(TestTimeout.LIMIT.toMillis()));
        address.close();
        Docker docker = new Docker(Docker.clients().get(0), socket, folders.base());
        String plugins = docker.run("plugin", "ls").output();
        assertTrue(plugins.contains("volume:latest"), plugins);
    }
}
