package dev.berth.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.driver.volume.VolumeDriver;
import dev.berth.itest.host.EmbeddedEngine;
import dev.berth.itest.host.EngineFolders;
import dev.berth.itest.parts.OperationOutcome;
import dev.berth.itest.parts.PluginSource;
import dev.berth.itest.parts.StoredFiles;
import dev.berth.itest.parts.TestBed;
import dev.berth.plugin.EnableOptions;
import dev.berth.plugin.InstallRequest;
import dev.berth.plugin.Operation;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginManager;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.Privilege;
import dev.berth.plugin.ProgressListener;
import dev.berth.plugin.RollbackOptions;
import dev.berth.plugin.UpgradeOptions;
import dev.berth.plugin.error.PluginNotReplacedException;
import dev.berth.plugin.error.PrivilegesNotGrantedException;
import dev.berth.testing.Tmpfs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Another version takes over from one that is being called, and nobody notices. */
class AHotUpgradeIT {
    private static final UpgradeOptions HOT = UpgradeOptions.DEFAULT.withHot(Duration.ofSeconds(1));

    private static EmbeddedEngine engine;
    private static PluginManager manager;
    private static PluginsInTheRegistry registry;

    private VolumeDriver driver;

    @BeforeAll
    static void aPluginWithData() throws Exception {
        TestBed.up();
        engine = EmbeddedEngine.start(EngineFolders.fresh(), false);
        manager = engine.manager();
        registry = new PluginsInTheRegistry(manager);
        registry.installed(registry.published("berth/volume", PluginSource.volume()), "volume");
        OperationOutcome.of(manager.set("volume", List.of("args=--data /mnt/volumes/data")));
        OperationOutcome.of(manager.enable("volume", EnableOptions.DEFAULT));
        driver().create("kept", Map.of());
    }

    private static VolumeDriver driver() throws Exception {
        return new ServiceWaits(engine.context()).await(VolumeDriver.class, "volume:latest");
    }

    @BeforeEach
    void isCalled() throws Exception {
        driver = driver();
    }

    @AfterAll
    static void stop() throws Exception {
        engine.close();
    }

    /** Each test leaves the version that it has found. */
    @AfterEach
    void isSupervisedAsUsual() {
        OperationOutcome.of(
                manager.set(
                        "volume",
                        List.of(
                                "@start.timeout=30s",
                                "@health.probe=connect",
                                "@health.timeout=5s")));
    }

    @Test
    void failsNoCallOfAThousandASecond() throws Exception {
        Plugin before = manager.find("volume");
        try (SteadyCalls calls = SteadyCalls.at(1_000, () -> driver.list())) {
            calls.awaitNext(500);
            Plugin after = OperationOutcome.of(upgrade(version("the next", "berth/volume:next")));
            assertEquals("the next", after.config().description());
            calls.awaitNext(500);
            rollBack(Duration.ofSeconds(1));
            calls.awaitNext(500);
            assertEquals(List.of(), calls.failures());
        }
        Plugin back = manager.find("volume");
        assertEquals(before.digest(), back.digest());
        assertEquals(before.status().since(), back.status().since());
        assertSame(driver, driver());
        assertEquals(List.of("kept"), driver.list().stream().map(v -> v.name()).toList());
    }

    @Test
    void keepsWhatIsMountedBelowThePropagatedMount() throws Exception {
        Path folder =
                engine.folders()
                        .root()
                        .resolve("plugins")
                        .resolve(manager.find("volume").id())
                        // The example undoes what is mounted at the top of it when it starts.
                        .resolve("propagated-mount/data/mounted");
        Files.createDirectories(folder);
        try (Tmpfs mounted = Tmpfs.mount(folder)) {
            Files.writeString(mounted.folder().resolve("file"), "in memory");
            OperationOutcome.of(upgrade(version("the next", "berth/volume:next")));
            assertEquals("in memory", Files.readString(folder.resolve("file")));
            rollBack(Duration.ZERO);
            assertEquals("in memory", Files.readString(folder.resolve("file")));
        }
        Files.delete(folder);
        OperationOutcome.of(manager.disable("volume", false));
        OperationOutcome.of(manager.enable("volume", EnableOptions.DEFAULT));
    }

    @Test
    void leavesThePresentVersionInPlaceOfOneThatExits() throws Exception {
        staysInPlaceOf("exit");
    }

    @Test
    void leavesThePresentVersionInPlaceOfOneThatNeverOpensItsSocket() throws Exception {
        OperationOutcome.of(manager.set("volume", List.of("@start.timeout=3s")));
        staysInPlaceOf("mute");
    }

    @Test
    void leavesThePresentVersionInPlaceOfOneThatIsNotHealthy() throws Exception {
        OperationOutcome.of(
                manager.set("volume", List.of("@health.probe=http", "@health.timeout=1s")));
        staysInPlaceOf("silent");
    }

    @Test
    void asksConsentToWhatIsNew() {
        PluginReference greedy =
                registry.published(
                        "berth/volume:greedy",
                        PluginSource.volume().with(config -> config.put("pidhost", true)));
        Operation<Plugin> upgrade =
                manager.upgrade("volume", InstallRequest.of(greedy), HOT, ProgressListener.NONE);
        OperationOutcome.failure(PrivilegesNotGrantedException.class, upgrade);
        assertEquals(1, driver.list().size());
        assertEquals(
                List.of("host pid namespace"),
                OperationOutcome.of(manager.newPrivileges("volume", InstallRequest.of(greedy)))
                        .stream()
                        .map(Privilege::name)
                        .toList());
        OperationOutcome.of(upgrade(greedy));
        assertEquals(1, driver.list().size());
        rollBack(Duration.ZERO);
    }

    private static void rollBack(Duration trial) {
        OperationOutcome.of(manager.rollback("volume", RollbackOptions.DEFAULT.withHot(trial)));
    }

    private void staysInPlaceOf(String misbehaviour) throws Exception {
        PluginReference bad =
                registry.published(
                        "berth/volume-bad:" + misbehaviour,
                        PluginSource.misbehaving()
                                .with(
                                        config ->
                                                ((ObjectNode) config.get("env").get(0))
                                                        .put("value", misbehaviour)));
        Plugin before = manager.find("volume");
        Set<String> files = StoredFiles.below(engine.folders().root());
        try (SteadyCalls calls = SteadyCalls.at(100, () -> driver.list())) {
            OperationOutcome.failure(PluginNotReplacedException.class, upgrade(bad));
            calls.awaitNext(10);
            assertEquals(List.of(), calls.failures());
        }
        assertEquals(before, manager.find("volume"));
        assertEquals(files, StoredFiles.below(engine.folders().root()));
    }

    private PluginReference version(String description, String repository) {
        return registry.published(
                repository, PluginSource.volume().with(c -> c.put("description", description)));
    }

    private Operation<Plugin> upgrade(PluginReference reference) {
        InstallRequest request = InstallRequest.of(reference);
        return manager.upgrade(
                "volume",
                request.withPrivileges(OperationOutcome.of(manager.privileges(request))),
                HOT,
                ProgressListener.NONE);
    }
}
