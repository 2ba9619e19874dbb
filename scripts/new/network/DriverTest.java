package com.example.@PACKAGE@;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.driver.network.EndpointInterface;
import dev.berth.driver.network.NetworkDriver;
import dev.berth.plugin.error.PluginCallException;
import dev.berth.sdk.PluginServer;
import dev.berth.sdk.testing.PluginHarness;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class @CLASS@DriverTest {
    @Test
    void joinsEndpointsToNetworks() throws Exception {
        PluginServer server = PluginServer.create().network(new @CLASS@Driver());
        try (PluginHarness plugin = PluginHarness.start(server)) {
            NetworkDriver networks = plugin.network();
            networks.createNetwork("n", Map.of(), List.of(), List.of());
            networks.createEndpoint("n", "e", EndpointInterface.empty(), Map.of());
            assertTrue(networks.join("n", "e", "/netns", Map.of()).interfaceName().isEmpty());
            networks.leave("n", "e");
            networks.deleteEndpoint("n", "e");
            networks.deleteNetwork("n");
            assertEquals(
                    "plugin under-test: NetworkDriver.Join: there is no network n",
                    assertThrows(
                                    PluginCallException.class,
                                    () -> networks.join("n", "e", "/netns", Map.of()))
                            .getMessage());
        }
    }
}
