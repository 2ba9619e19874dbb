package dev.berth.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.berth.driver.volume.Volume;
import dev.berth.driver.volume.VolumeCapabilities.Scope;
import dev.berth.driver.volume.VolumeDriver;
import dev.berth.itest.parts.OperationOutcome;
import dev.berth.itest.parts.PluginSource;
import dev.berth.plugin.EnableOptions;
import dev.berth.plugin.error.PluginCallException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.Test;

/** Each typed call of a volume plugin that nobody of Berth wrote a line of code for. */
public class AGoVolumePluginIT extends FrameworkTestBase {
    private static final String CONFIG =
            """
            {"interface": {"types": ["docker.volumedriver/1.0"], "socket": "volumes.sock"},
             "propagatedMount": "/data"}
            """;

    @Test
    public void knowsEachCallButTheCapabilities() throws Exception {
        PluginsInTheRegistry registry = new PluginsInTheRegistry(manager);
        registry.published("berth/govolumes", PluginSource.go("oldvolume.go", CONFIG));
        registry.installed(PluginsInTheRegistry.reference("berth/govolumes"), "govolumes");
        OperationOutcome.of(manager.enable("govolumes", EnableOptions.DEFAULT));
        VolumeDriver volumes =
                new ServiceWaits(bundle).await(VolumeDriver.class, "govolumes:latest");

        volumes.create("v", Map.of("size", "1"));
        volumes.create("w", Map.of());
        assertEquals(List.of("v", "w"), volumes.list().stream().map(Volume::name).toList());
        Path onHost = volumes.mount("v", "one").onHost().orElseThrow();
        assertTrue(Files.isDirectory(onHost));
        volumes.mount("v", "two");
        volumes.unmount("v", "one");
        assertEquals("/data/v", volumes.path("v").orElseThrow().inPlugin());
        volumes.unmount("v", "two");
        assertEquals(Optional.empty(), volumes.path("v"));
        Volume volume = volumes.get("v");
        assertEquals(Map.of("size", "1"), volume.status());
        assertEquals(Instant.parse("2026-01-02T03:04:05Z"), volume.createdAt().orElseThrow());
        volumes.remove("v");
        PluginCallException gone = assertThrows(PluginCallException.class, () -> volumes.get("v"));
        assertTrue(gone.getMessage(), gone.getMessage().contains("no such volume: v"));
        assertEquals(Scope.LOCAL, volumes.capabilities().scope());
    }
}
