package dev.berth.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.berth.capability.Capability;
import dev.berth.capability.CapabilityProperties;
import dev.berth.capability.PluginClient;
import dev.berth.driver.volume.VolumeDriver;
import dev.berth.itest.parts.LegacyVolumePlugin;
import dev.berth.itest.parts.OperationOutcome;
import dev.berth.plugin.EnableOptions;
import dev.berth.plugin.error.InadequateCapabilityException;
import dev.berth.plugin.error.PluginDisabledException;
import dev.berth.plugin.error.PluginNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.Before;
import org.junit.Test;
import org.osgi.framework.ServiceReference;

/** A socket that somebody else puts on the host becomes a service, and takes it along. */
public class ALegacySocketIT extends FrameworkTestBase {
    private ServiceWaits services;

    @Before
    public void theFolder() throws IOException {
        services = new ServiceWaits(bundle);
        Files.createDirectories(folders().legacy());
    }

    @Test
    public void thatAppearsIsAServiceUntilItVanishes() throws Exception {
        VolumeDriver driver;
        try (LegacyVolumePlugin plugin = LegacyVolumePlugin.listeningOn(socket("old"))) {
            driver = services.await(VolumeDriver.class, plugin.name());
            driver.create("v", Map.of("size", "small"));
            assertEquals(List.of("v"), driver.list().stream().map(v -> v.name()).toList());
            Path onHost = driver.mount("v", "test").onHost().orElseThrow();
            Files.writeString(onHost.resolve("file"), "seen by both");
            driver.unmount("v", "test");
        }
        services.awaitNone(VolumeDriver.class, "old");
        services.awaitNone(PluginClient.class, "old");
        assertThrows(
                PluginNotFoundException.class, () -> manager.find("old", Capability.VOLUME_DRIVER));
    }

    @Test
    public void saysOfItselfThatNobodyInstalledIt() throws Exception {
        try (LegacyVolumePlugin plugin = LegacyVolumePlugin.listeningOn(socket("told"))) {
            services.await(VolumeDriver.class, plugin.name());
            ServiceReference<?> reference =
                    bundle.getServiceReferences(VolumeDriver.class, "(berth.plugin=told)")
                            .iterator()
                            .next();
            assertEquals(false, reference.getProperty(CapabilityProperties.MANAGED));
            assertEquals(List.of(), manager.list());
            InadequateCapabilityException failure =
                    assertThrows(
                            InadequateCapabilityException.class,
                            () -> manager.find("told", Capability.NETWORK_DRIVER));
            assertEquals(List.of(Capability.VOLUME_DRIVER), failure.offered());
        }
    }

    @Test
    public void isNotLookedAtWhenAManagedPluginHasTheNameAndIsDisabled() throws Exception {
        volumePlugin("both");
        try (LegacyVolumePlugin plugin = LegacyVolumePlugin.listeningOn(socket("both"))) {
            services.await(VolumeDriver.class, plugin.name());
            assertThrows(
                    PluginDisabledException.class,
                    () -> manager.find("both", Capability.VOLUME_DRIVER));
            OperationOutcome.of(manager.enable("both", EnableOptions.DEFAULT));
            PluginClient client = manager.find("both", Capability.VOLUME_DRIVER);
            assertTrue(client.pluginId().isPresent());
        }
    }

    private Path socket(String name) {
        return folders().legacy().resolve(name + ".sock");
    }
}
