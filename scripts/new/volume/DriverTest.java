package com.example.@PACKAGE@;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.berth.sdk.PluginServer;
import dev.berth.sdk.testing.PluginHarness;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class @CLASS@DriverTest {
    @TempDir Path folder;

    @Test
    void keepsVolumes() throws Exception {
        PluginServer server = PluginServer.create().volume(new @CLASS@Driver(folder));
        try (PluginHarness plugin = PluginHarness.start(server)) {
            plugin.call("VolumeDriver.Create", "{\"Name\":\"v\"}");
            assertEquals(
                    "{\"Mountpoint\":\"" + folder.resolve("v") + "\"}",
                    plugin.call("VolumeDriver.Mount", "{\"Name\":\"v\",\"ID\":\"1\"}"));
            plugin.call("VolumeDriver.Unmount", "{\"Name\":\"v\",\"ID\":\"1\"}");
            plugin.call("VolumeDriver.Remove", "{\"Name\":\"v\"}");
            assertEquals(
                    "there is no volume v",
                    assertThrows(
                                    IllegalStateException.class,
                                    () -> plugin.call("VolumeDriver.Get", "{\"Name\":\"v\"}"))
                            .getMessage());
        }
    }
}
