package dev.berth.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.driver.volume.VolumeDriver;
import dev.berth.itest.host.EmbeddedEngine;
import dev.berth.itest.host.EngineFolders;
import dev.berth.itest.parts.OperationOutcome;
import dev.berth.itest.parts.PluginSource;
import dev.berth.itest.parts.StoredFiles;
import dev.berth.itest.parts.TestBed;
import dev.berth.plugin.EnableOptions;
import dev.berth.plugin.InstallRequest;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.Privilege;
import dev.berth.plugin.ProgressListener;
import dev.berth.plugin.error.PrivilegesNotGrantedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A plugin goes from one host to another in a file. */
class ASavedPluginIT {

    @Test
    void isTheSamePluginOnTheOtherHostAfterTheSameConsent() throws Exception {
        TestBed.up();
        Path file = Files.createTempFile(TestBed.folder(), "saved", ".tar");
        Plugin saved;
        PluginReference reference;
        List<Privilege> asked;
        try (EmbeddedEngine here = EmbeddedEngine.start(EngineFolders.fresh(), false)) {
            PluginsInTheRegistry registry = new PluginsInTheRegistry(here.manager());
            reference = registry.published("berth/volume", PluginSource.volume());
            asked = OperationOutcome.of(here.manager().privileges(InstallRequest.of(reference)));
            registry.installed(reference, reference.familiar());
            saved =
                    OperationOutcome.of(
                            here.manager().save(reference.familiar(), Files.newOutputStream(file)));
        }
        try (EmbeddedEngine there = EmbeddedEngine.start(EngineFolders.fresh(), false)) {
            assertEquals(List.of(reference), OperationOutcome.of(there.manager().contents(file)));
            InstallRequest request = InstallRequest.of(reference).withLayout(file);
            assertEquals(asked, OperationOutcome.of(there.manager().privileges(request)));
            OperationOutcome.failure(
                    PrivilegesNotGrantedException.class,
                    there.manager().install(request, ProgressListener.NONE));
            assertEquals(Set.of(), StoredFiles.below(there.folders().root()));

            Plugin loaded =
                    OperationOutcome.of(
                            there.manager()
                                    .install(request.withPrivileges(asked), ProgressListener.NONE));
            assertEquals(saved.digest(), loaded.digest());
            assertEquals(saved.config().document(), loaded.config().document());
            Path again = file.resolveSibling("again.tar");
            OperationOutcome.of(there.manager().save(loaded.id(), Files.newOutputStream(again)));
            assertEquals(-1, Files.mismatch(file, again), "the same bytes");

            OperationOutcome.of(there.manager().enable(loaded.id(), EnableOptions.DEFAULT));
            VolumeDriver driver =
                    new ServiceWaits(there.context())
                            .await(VolumeDriver.class, loaded.name().familiar());
            assertEquals(List.of(), driver.list());
        }
    }
}
