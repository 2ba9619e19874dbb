package com.example.@PACKAGE@;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.sdk.PluginServer;
import dev.berth.sdk.testing.PluginHarness;
import org.junit.jupiter.api.Test;

class @CLASS@DriverTest {
    @Test
    void keepsVolumes() throws Exception {
        PluginServer server = PluginServer.create().authz(new @CLASS@Driver());
        try (PluginHarness plugin = PluginHarness.start(server)) {
            String removal = "{\"RequestMethod\":\"DELETE\",\"RequestUri\":\"/v1.41/volumes/v\"}";
            assertTrue(plugin.call("AuthZPlugin.AuthZReq", removal).contains("\"Allow\":false"));
            String listing = "{\"RequestMethod\":\"GET\",\"RequestUri\":\"/v1.41/volumes\"}";
            assertTrue(plugin.call("AuthZPlugin.AuthZReq", listing).contains("\"Allow\":true"));
        }
    }
}
