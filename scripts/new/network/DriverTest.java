package com.example.@PACKAGE@;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.berth.sdk.PluginServer;
import dev.berth.sdk.testing.PluginHarness;
import org.junit.jupiter.api.Test;

class @CLASS@DriverTest {
    @Test
    void joinsEndpointsToNetworks() throws Exception {
        PluginServer server = PluginServer.create().network(new @CLASS@Driver());
        try (PluginHarness plugin = PluginHarness.start(server)) {
            String network = "{\"NetworkID\":\"n\",\"IPv4Data\":[],\"IPv6Data\":[]}";
            plugin.call("NetworkDriver.CreateNetwork", network);
            String endpoint = "{\"NetworkID\":\"n\",\"EndpointID\":\"e\"}";
            plugin.call("NetworkDriver.CreateEndpoint", endpoint);
            plugin.call("NetworkDriver.Join", endpoint);
            plugin.call("NetworkDriver.Leave", endpoint);
            plugin.call("NetworkDriver.DeleteEndpoint", endpoint);
            plugin.call("NetworkDriver.DeleteNetwork", network);
            assertEquals(
                    "there is no network n",
                    assertThrows(
                                    IllegalStateException.class,
                                    () -> plugin.call("NetworkDriver.Join", endpoint))
                            .getMessage());
        }
    }
}
