package dev.berth.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.driver.volume.VolumeCapabilities.Scope;
import dev.berth.driver.volume.VolumeDriver;
import dev.berth.itest.host.EmbeddedEngine;
import dev.berth.itest.host.EngineFolders;
import dev.berth.itest.parts.OperationOutcome;
import dev.berth.itest.parts.PluginSource;
import dev.berth.itest.parts.RunningTasks;
import dev.berth.itest.parts.TestBed;
import dev.berth.plugin.EnableOptions;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.PluginState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Everything comes back after a restart of the framework, enabled plugins enabled. */
class ARestartIT {
    private static PluginReference volume;

    @BeforeAll
    static void theRegistryHasAVolumePlugin() throws Exception {
        TestBed.up();
        try (EmbeddedEngine engine = EmbeddedEngine.start(EngineFolders.fresh(), false)) {
            volume =
                    new PluginsInTheRegistry(engine.manager())
                            .published("berth/volume", PluginSource.volume());
        }
    }

    @Test
    void bringsAnEnabledPluginBackWithItsSettingsAndItsData() throws Exception {
        try (EmbeddedEngine engine = EmbeddedEngine.start(EngineFolders.fresh(), false)) {
            Plugin plugin = enabled(engine, "SCOPE=global");
            driver(engine).create("kept", Map.of());
            long pid = pid(plugin);

            engine.stop();
            assertEquals(Optional.empty(), RunningTasks.of(plugin.id()));
            assertFalse(ProcessHandle.of(pid).isPresent());

            engine.startAgain();
            VolumeDriver driver = driver(engine);
            assertEquals(Scope.GLOBAL, driver.capabilities().scope());
            assertEquals(List.of("kept"), driver.list().stream().map(v -> v.name()).toList());
            assertEquals(plugin.id(), engine.manager().find("volume").id());
            assertEquals(PluginState.ENABLED, engine.manager().find("volume").status().state());
        }
    }

    @Test
    void leavesADisabledPluginDisabled() throws Exception {
        try (EmbeddedEngine engine = EmbeddedEngine.start(EngineFolders.fresh(), false)) {
            new PluginsInTheRegistry(engine.manager()).installed(volume, "volume");
            Plugin before = engine.manager().find("volume");
            engine.stop();
            engine.startAgain();
            assertEquals(stored(before), stored(engine.manager().find("volume")));
        }
    }

    /**
     * All of a disabled plugin but the time since when it is; another framework's classes differ.
     */
    private static List<Object> stored(Plugin plugin) {
        return List.of(
                plugin.id(),
                plugin.name(),
                plugin.source(),
                plugin.digest(),
                plugin.config().document(),
                plugin.settings().env(),
                plugin.settings().args(),
                plugin.settings().mounts().toString(),
                plugin.settings().devices().toString(),
                plugin.enabled(),
                plugin.status().state(),
                plugin.status().problem());
    }

    @Test
    void withLiveRestoreTakesTheSameProcessOver() throws Exception {
        try (EmbeddedEngine engine = EmbeddedEngine.start(EngineFolders.fresh(), true)) {
            Plugin plugin = enabled(engine);
            long pid = pid(plugin);

            engine.stop();
            assertEquals(pid, pid(plugin));
            assertTrue(ProcessHandle.of(pid).isPresent());

            engine.startAgain();
            assertEquals(List.of(), driver(engine).list());
            assertEquals(pid, pid(plugin));
            OperationOutcome.of(engine.manager().disable("volume", false));
            assertFalse(ProcessHandle.of(pid).isPresent());
        }
    }

    @Test
    void withLiveRestoreStartsAnewWhatDiedMeanwhile() throws Exception {
        try (EmbeddedEngine engine = EmbeddedEngine.start(EngineFolders.fresh(), true)) {
            Plugin plugin = enabled(engine);
            ProcessHandle process = ProcessHandle.of(pid(plugin)).orElseThrow();

            engine.stop();
            process.destroyForcibly();
            process.onExit().join();

            engine.startAgain();
            assertEquals(List.of(), driver(engine).list());
            assertNotEquals(process.pid(), pid(plugin));
            OperationOutcome.of(engine.manager().disable("volume", false));
        }
    }

    private static Plugin enabled(EmbeddedEngine engine, String... settings) {
        new PluginsInTheRegistry(engine.manager()).installed(volume, "volume");
        OperationOutcome.of(engine.manager().set("volume", List.of(settings)));
        return OperationOutcome.of(engine.manager().enable("volume", EnableOptions.DEFAULT));
    }

    private static VolumeDriver driver(EmbeddedEngine engine) {
        return new ServiceWaits(engine.context()).await(VolumeDriver.class, "volume:latest");
    }

    private static long pid(Plugin plugin) {
        return RunningTasks.of(plugin.id()).orElseThrow().pid();
    }
}
