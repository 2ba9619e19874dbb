package dev.berth.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.driver.volume.VolumeDriver;
import dev.berth.itest.host.EmbeddedEngine;
import dev.berth.itest.host.EngineFolders;
import dev.berth.itest.parts.OperationOutcome;
import dev.berth.itest.parts.PluginSource;
import dev.berth.itest.parts.RunningTasks;
import dev.berth.itest.parts.StoredFiles;
import dev.berth.itest.parts.TestBed;
import dev.berth.plugin.EnableOptions;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginReference;
import dev.berth.shared.file.FileTree;
import dev.berth.testing.Programs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A plugin's document is deleted by hand. */
class ALostPluginIT {
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
    void runsNoMoreAfterARestartAndIsInstalledAnew() throws Exception {
        try (EmbeddedEngine engine = EmbeddedEngine.start(EngineFolders.fresh(), true)) {
            Path root = engine.folders().root();
            Plugin lost = enabled(engine);
            Path kept = Path.of("propagated-mount", "a user's");
            Files.createFile(folder(root, lost).resolve(kept));
            ProcessHandle process = RunningTasks.of(lost.id()).orElseThrow();
            engine.stop();
            assertTrue(process.isAlive());
            Files.delete(folder(root, lost).resolve("plugin.json"));

            engine.startAgain();
            assertEquals(List.of(), engine.manager().list());
            process.onExit().join();
            Plugin anew = enabled(engine);
            assertEquals(List.of(), driver(engine).list());
            OperationOutcome.of(engine.manager().remove(anew.id(), true));

            engine.stop();
            assertEquals(Optional.empty(), RunningTasks.of(lost.id()));
            assertFalse(Files.exists(folder(root, lost)));
            assertEquals(
                    Set.of(
                            "damaged/" + lost.id() + ".reason.txt",
                            "damaged/" + lost.id() + "/" + kept),
                    StoredFiles.below(root));
        }
    }

    @Test
    void whoseWholeFolderIsGoneRunsNoMoreAfterARestart() throws Exception {
        try (EmbeddedEngine engine = EmbeddedEngine.start(EngineFolders.fresh(), true)) {
            Plugin lost = enabled(engine);
            ProcessHandle process = RunningTasks.of(lost.id()).orElseThrow();
            engine.stop();
            assertTrue(process.isAlive());
            Path folder = folder(engine.folders().root(), lost);
            Programs.run("umount", folder.resolve("propagated-mount").toString());
            FileTree.delete(folder);

            engine.startAgain();
            process.onExit().join();
            OperationOutcome.of(engine.manager().remove(enabled(engine).id(), true));
            engine.stop();
            assertEquals(Optional.empty(), RunningTasks.of(lost.id()));
        }
    }

    @Test
    void underTheEngineIsRemovedAndInstalledAnew() throws Exception {
        try (EmbeddedEngine engine = EmbeddedEngine.start(EngineFolders.fresh(), false)) {
            Path root = engine.folders().root();
            for (boolean all : new boolean[] {false, true}) {
                Plugin plugin = enabled(engine);
                OperationOutcome.of(engine.manager().disable(plugin.id(), false));
                Path folder = folder(root, plugin);
                FileTree.delete(all ? folder : folder.resolve("plugin.json"));
                OperationOutcome.of(engine.manager().remove("volume", false));
                assertEquals(List.of(), engine.manager().list());
                assertEquals(Set.of(), StoredFiles.below(root));
            }
        }
    }

    private static Path folder(Path root, Plugin plugin) {
        return root.resolve("plugins").resolve(plugin.id());
    }

    private static Plugin enabled(EmbeddedEngine engine) {
        new PluginsInTheRegistry(engine.manager()).installed(volume, "volume");
        return OperationOutcome.of(engine.manager().enable("volume", EnableOptions.DEFAULT));
    }

    private static VolumeDriver driver(EmbeddedEngine engine) {
        return new ServiceWaits(engine.context()).await(VolumeDriver.class, "volume:latest");
    }
}
