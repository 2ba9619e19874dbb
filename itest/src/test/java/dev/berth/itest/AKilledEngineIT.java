package dev.berth.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.driver.volume.VolumeDriver;
import dev.berth.itest.host.Distribution;
import dev.berth.itest.host.EmbeddedEngine;
import dev.berth.itest.host.EngineFolders;
import dev.berth.itest.parts.Gate;
import dev.berth.itest.parts.Outcome;
import dev.berth.itest.parts.RunningTasks;
import dev.berth.itest.parts.SamplePlugin;
import dev.berth.itest.parts.ServerProcess;
import dev.berth.itest.parts.StoredFiles;
import dev.berth.itest.parts.TestBed;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginState;
import dev.berth.plugin.Reference;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The engine as it is shipped is killed, and the next one finds everything as it should be. */
class AKilledEngineIT {
    private static final String FOR_EVER = "! echo the deed is done; exec sleep 1000";

    private static Reference volume;

    @BeforeAll
    static void theRegistryHasAVolumePlugin() throws Exception {
        TestBed.up();
        try (EmbeddedEngine engine = EmbeddedEngine.start(EngineFolders.fresh(), false)) {
            volume =
                    new PluginsInTheRegistry(engine.manager())
                            .published("berth/volume", SamplePlugin.volume());
        }
    }

    @Test
    void leavesAnEnabledPluginRunningForTheNextToTakeOver() throws Exception {
        EngineFolders folders = EngineFolders.fresh();
        ServerProcess killed =
                new Distribution(folders)
                        .shell(
                                "the deed is done",
                                "plugin:install --alias volume --grant-all-permissions " + volume,
                                FOR_EVER);
        killed.awaitReady();
        killed.kill();

        try (EmbeddedEngine next = EmbeddedEngine.start(folders, false)) {
            Plugin plugin = next.manager().find("volume");
            assertTrue(plugin.wanted());
            ProcessHandle process = RunningTasks.of(plugin.id()).orElseThrow();
            VolumeDriver driver =
                    new Services(next.context()).await(VolumeDriver.class, "volume:latest");
            assertEquals(List.of(), driver.list());
            assertEquals(PluginState.ENABLED, next.manager().find("volume").state());
            assertEquals(Optional.of(process), RunningTasks.of(plugin.id()));
            Outcome.of(next.manager().disable("volume", false));
            assertEquals(Optional.empty(), RunningTasks.of(plugin.id()));
        }
    }

    @Test
    void inTheMiddleOfAnInstallLeavesNothing() throws Exception {
        EngineFolders folders = EngineFolders.fresh();
        try (Gate gate = Gate.after(1_000_000)) {
            String slowly = gate.address() + "/" + volume.path();
            ServerProcess killed =
                    new Distribution(folders)
                            .shell(
                                    "Installed plugin",
                                    "plugin:install --grant-all-permissions " + slowly);
            gate.awaitShut();
            killed.kill();
        }
        try (EmbeddedEngine next = EmbeddedEngine.start(folders, false)) {
            assertEquals(List.of(), next.manager().list());
            assertEquals(Set.of(), StoredFiles.below(folders.root()));
            new PluginsInTheRegistry(next.manager()).installed(volume, "volume");
        }
    }
}
