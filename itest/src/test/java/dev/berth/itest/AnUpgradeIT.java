package dev.berth.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.berth.driver.volume.VolumeCapabilities.Scope;
import dev.berth.driver.volume.VolumeDriver;
import dev.berth.itest.host.EmbeddedEngine;
import dev.berth.itest.host.EngineFolders;
import dev.berth.itest.parts.OperationOutcome;
import dev.berth.itest.parts.PluginSource;
import dev.berth.itest.parts.RegistryFiles;
import dev.berth.itest.parts.StoredFiles;
import dev.berth.itest.parts.TestBed;
import dev.berth.plugin.Digest;
import dev.berth.plugin.EnableOptions;
import dev.berth.plugin.InstallRequest;
import dev.berth.plugin.Operation;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginManager;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.PluginVersion;
import dev.berth.plugin.ProgressListener;
import dev.berth.plugin.RollbackOptions;
import dev.berth.plugin.error.PluginEnabledException;
import dev.berth.plugin.error.RegistryException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Another version takes a plugin's place, and what is the user's stays. */
class AnUpgradeIT {
    private EmbeddedEngine engine;
    private PluginManager manager;
    private PluginsInTheRegistry registry;

    @BeforeEach
    void aPluginWithSettingsAndData() throws Exception {
        TestBed.up();
        engine = EmbeddedEngine.start(EngineFolders.fresh(), false);
        manager = engine.manager();
        registry = new PluginsInTheRegistry(manager);
        registry.installed(registry.published("berth/volume", PluginSource.volume()), "volume");
        // What is in the root filesystem goes with the version; the propagated mount stays.
        List<String> settings = List.of("SCOPE=global", "args=--data /mnt/volumes/data");
        OperationOutcome.of(manager.set("volume", settings));
        enabled().create("kept", Map.of());
    }

    @AfterEach
    void stop() throws Exception {
        engine.close();
    }

    @Test
    void keepsSettingsAndDataAndRunsTheNewVersion() {
        Plugin before = manager.find("volume");
        PluginReference next = registry.published("berth/volume:next", version("the next"));
        OperationOutcome.failure(PluginEnabledException.class, upgrade(next));
        OperationOutcome.of(manager.disable("volume", false));

        Plugin after = OperationOutcome.of(upgrade(next));
        assertEquals(before.id(), after.id());
        assertEquals(before.name(), after.name());
        assertEquals(Optional.of(next), after.source());
        assertEquals("the next", after.config().description());
        assertNotEquals(before.digest(), after.digest());
        assertEquals(before.settings(), after.settings());

        VolumeDriver driver = enabled();
        assertEquals(Scope.GLOBAL, driver.capabilities().scope());
        assertEquals(List.of("kept"), driver.list().stream().map(v -> v.name()).toList());
    }

    @Test
    void isUndoneByARollback() {
        Plugin before = manager.find("volume");
        PluginReference next = registry.published("berth/volume:next", version("the next"));
        OperationOutcome.of(manager.disable("volume", false));
        Plugin upgraded = OperationOutcome.of(upgrade(next));

        Plugin back = OperationOutcome.of(manager.rollback("volume", RollbackOptions.DEFAULT));
        assertEquals(before.digest(), back.digest());
        assertEquals(before.source(), back.source());
        assertEquals(List.of(upgraded.digest()), digests(back.previousVersions()));
        assertEquals(List.of("kept"), enabled().list().stream().map(v -> v.name()).toList());

        OperationOutcome.of(manager.disable("volume", false));
        Plugin forth = OperationOutcome.of(manager.rollback("volume", RollbackOptions.DEFAULT));
        assertEquals("the next", forth.config().description());
        assertEquals(List.of("kept"), enabled().list().stream().map(v -> v.name()).toList());
    }

    private static List<Digest> digests(List<PluginVersion> versions) {
        return versions.stream().map(PluginVersion::digest).toList();
    }

    @Test
    void thatFailsLeavesThePluginAsItWas() {
        PluginReference bad = PluginsInTheRegistry.reference("berth/volume-bad:1");
        PluginSource idle =
                PluginSource.idle("to be damaged")
                        .with(config -> config.put("description", "to be damaged"));
        RegistryFiles.corrupt(RegistryFiles.layer(registry.publish(bad, idle).digest()));
        OperationOutcome.of(manager.disable("volume", false));
        Plugin before = manager.find("volume");
        Set<String> files = StoredFiles.below(engine.folders().root());

        RegistryException failure = OperationOutcome.failure(RegistryException.class, upgrade(bad));
        assertEquals(RegistryException.Reason.CORRUPT, failure.reason());
        assertEquals(before, manager.find("volume"));
        assertEquals(files, StoredFiles.below(engine.folders().root()));

        VolumeDriver driver = enabled();
        assertEquals(Scope.GLOBAL, driver.capabilities().scope());
        assertEquals(List.of("kept"), driver.list().stream().map(v -> v.name()).toList());
    }

    private static PluginSource version(String description) {
        return PluginSource.volume().with(config -> config.put("description", description));
    }

    private Operation<Plugin> upgrade(PluginReference reference) {
        InstallRequest request = InstallRequest.of(reference);
        return manager.upgrade(
                "volume",
                request.withPrivileges(OperationOutcome.of(manager.privileges(request))),
                ProgressListener.NONE);
    }

    private VolumeDriver enabled() {
        OperationOutcome.of(manager.enable("volume", EnableOptions.DEFAULT));
        return new ServiceWaits(engine.context()).await(VolumeDriver.class, "volume:latest");
    }
}
