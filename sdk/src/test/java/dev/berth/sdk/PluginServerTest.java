package dev.berth.sdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.driver.authz.AuthzDecision;
import dev.berth.driver.authz.AuthzDriver;
import dev.berth.driver.authz.AuthzRequest;
import dev.berth.driver.authz.AuthzResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginServerTest {
    @TempDir Path folder;

    private static final class AllowAll implements AuthzDriver {
        @Override
        public AuthzDecision authorizeRequest(AuthzRequest request) {
            return AuthzDecision.allow();
        }

        @Override
        public AuthzDecision authorizeResponse(AuthzRequest request, AuthzResponse response) {
            return AuthzDecision.allow();
        }
    }

    @Test
    void servesSeveralProtocolsOnOneSocket() throws IOException {
        Path socket = folder.resolve("p.sock");
        PluginServer server = PluginServer.create().volume(new TestVolumes()).authz(new AllowAll());
        try (ListeningPlugin plugin = server.listen(PluginEndpoint.unix(socket.toString()))) {
            assertEquals("unix://" + socket, plugin.address());
            assertEquals(
                    "200 {\"Implements\":[\"VolumeDriver\",\"authz\"]}",
                    PluginCaller.call(socket, "Plugin.Activate", ""));
            assertEquals(
                    "200 {}", PluginCaller.call(socket, "VolumeDriver.Create", "{\"Name\":\"v\"}"));
            assertEquals(
                    "500 {\"Err\":\"no such volume: w\"}",
                    PluginCaller.call(socket, "VolumeDriver.Remove", "{\"Name\":\"w\"}"));
            assertTrue(
                    PluginCaller.call(socket, "AuthZPlugin.AuthZReq", "{}")
                            .contains("\"Allow\":true"));
        }
        assertFalse(Files.exists(socket));
    }

    @Test
    void hasOneDriverOfEachProtocolAndAtLeastOne() {
        PluginEndpoint socket = PluginEndpoint.unix(folder.resolve("p.sock").toString());
        assertThrows(IllegalArgumentException.class, () -> PluginServer.create().listen(socket));
        PluginServer twice =
                PluginServer.create().volume(new TestVolumes()).volume(new TestVolumes());
        assertThrows(IllegalArgumentException.class, () -> twice.listen(socket));
        assertFalse(Files.exists(folder.resolve("p.sock")));
    }

    @Test
    void saysNullWhereItStands() {
        assertThrows(NullPointerException.class, () -> PluginServer.create().volume(null));
    }
}
