package dev.berth.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertNull;

import dev.berth.driver.volume.Mountpoint;
import dev.berth.driver.volume.VolumeDriver;
import dev.berth.itest.parts.Outcome;
import dev.berth.itest.parts.SamplePlugin;
import dev.berth.plugin.EnableOptions;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginState;
import dev.berth.plugin.Reference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.Test;
import org.osgi.framework.ServiceReference;

/** A plugin is pushed, pulled, enabled, used as a service, disabled and removed. */
public class TheWholeStoryIT extends InBerth {

    @Test
    public void aPluginIsPulledAndUsedAsAService() throws IOException {
        PluginsInTheRegistry registry = new PluginsInTheRegistry(manager);
        Reference reference = registry.published("berth/volume", SamplePlugin.volume());
        assertEquals(List.of(), manager.list());

        Plugin plugin = registry.installed(reference, "volume");
        assertEquals(PluginState.DISABLED, plugin.state());
        assertNull(bundle.getServiceReference(VolumeDriver.class));

        Outcome.of(manager.enable("volume", EnableOptions.DEFAULT));
        use();

        Outcome.of(manager.disable("volume", false));
        assertNull(bundle.getServiceReference(VolumeDriver.class));
        Outcome.of(manager.remove("volume", false));
        assertEquals(List.of(), manager.list());
    }

    private void use() throws IOException {
        ServiceReference<VolumeDriver> service = bundle.getServiceReference(VolumeDriver.class);
        assertNotNull(service);
        VolumeDriver driver = bundle.getService(service);
        driver.create("v1", Map.of());
        Mountpoint mountpoint = driver.mount("v1", "test");
        Path host = mountpoint.onHost().orElseThrow();
        Files.writeString(host.resolve("hello"), "from the host");
        driver.unmount("v1", "test");
        driver.remove("v1");
    }
}
