package dev.berth.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.driver.volume.VolumeDriver;
import dev.berth.itest.host.Distribution;
import dev.berth.itest.host.EmbeddedEngine;
import dev.berth.itest.host.EngineFolders;
import dev.berth.itest.parts.GrowingFile;
import dev.berth.itest.parts.OperationOutcome;
import dev.berth.itest.parts.PluginSource;
import dev.berth.itest.parts.RegistryFiles;
import dev.berth.itest.parts.RunningTasks;
import dev.berth.itest.parts.StallingProxy;
import dev.berth.itest.parts.StoredFiles;
import dev.berth.itest.parts.TestBed;
import dev.berth.plugin.Digest;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.PluginState;
import dev.berth.testing.ServerProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The engine as it is shipped is killed, and the next one finds everything as it should be. */
class AKilledEngineIT {
    private static final String FOR_EVER = "! echo the deed is done; exec sleep 1000";

    private static PluginReference volume;
    private static long layerSize;

    @BeforeAll
    static void theRegistryHasAVolumePlugin() throws Exception {
        TestBed.up();
        try (EmbeddedEngine engine = EmbeddedEngine.start(EngineFolders.fresh(), false)) {
            PluginsInTheRegistry registry = new PluginsInTheRegistry(engine.manager());
            volume = registry.published("berth/volume", PluginSource.volume());
            Digest manifest = registry.installed(volume, "measured").digest();
            layerSize = RegistryFiles.size(RegistryFiles.layer(manifest));
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
        killed.killAll();

        try (EmbeddedEngine next = EmbeddedEngine.start(folders, false)) {
            Plugin plugin = next.manager().find("volume");
            assertTrue(plugin.enabled());
            ProcessHandle process = RunningTasks.of(plugin.id()).orElseThrow();
            VolumeDriver driver =
                    new ServiceWaits(next.context()).await(VolumeDriver.class, "volume:latest");
            assertEquals(List.of(), driver.list());
            assertEquals(PluginState.ENABLED, next.manager().find("volume").status().state());
            assertEquals(Optional.of(process), RunningTasks.of(plugin.id()));
            OperationOutcome.of(next.manager().disable("volume", false));
            assertEquals(Optional.empty(), RunningTasks.of(plugin.id()));
        }
    }

    @Test
    void inTheMiddleOfAnInstallLeavesNothingButWhatCameAndTheNextGoesOnFromThere()
            throws Exception {
        EngineFolders folders = EngineFolders.fresh();
        Path part = partOfAKilledInstall(folders);
        long came = Files.size(part);
        try (EmbeddedEngine next = EmbeddedEngine.start(folders, false);
                // From its beginning the layer does not fit through this proxy.
                StallingProxy proxy = StallingProxy.after(layerSize - came / 2)) {
            assertEquals(List.of(), next.manager().list());
            assertEquals(
                    Set.of("parts/sha256/" + part.getFileName()),
                    StoredFiles.below(folders.root()));
            new PluginsInTheRegistry(next.manager()).installed(through(proxy), "volume");
            assertFalse(Files.exists(part));
        }
    }

    private static Path partOfAKilledInstall(EngineFolders folders) throws Exception {
        try (StallingProxy proxy = StallingProxy.after(1_000_000)) {
            ServerProcess killed =
                    new Distribution(folders)
                            .shell(
                                    "Installed plugin",
                                    "plugin:install --grant-all-permissions " + through(proxy));
            proxy.awaitStall();
            Path part = GrowingFile.in(folders.root().resolve("parts/sha256"), 500_000);
            killed.killAll();
            return part;
        }
    }

    private static PluginReference through(StallingProxy proxy) {
        return PluginReference.parse(proxy.address() + "/" + volume.path()).withDefaultTag();
    }
}
