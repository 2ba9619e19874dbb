package com.example.@PACKAGE@;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.sdk.PluginServer;
import dev.berth.sdk.testing.PluginHarness;
import org.junit.jupiter.api.Test;

class @CLASS@DriverTest {
    @Test
    void givesOutAddresses() throws Exception {
        PluginServer server = PluginServer.create().ipam(new @CLASS@Driver());
        try (PluginHarness plugin = PluginHarness.start(server)) {
            String pool = plugin.call("IpamDriver.RequestPool", "{\"Pool\":\"10.1.2.0/24\"}");
            assertTrue(pool.contains("\"PoolID\":\"10.1.2.0/24\""), pool);
            String any = "{\"PoolID\":\"10.1.2.0/24\"}";
            String first = plugin.call("IpamDriver.RequestAddress", any);
            assertTrue(first.contains("\"Address\":\"10.1.2.1/24\""), first);
            String second = plugin.call("IpamDriver.RequestAddress", any);
            assertTrue(second.contains("\"Address\":\"10.1.2.2/24\""), second);
        }
    }
}
