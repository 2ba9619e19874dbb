package dev.berth.sdk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class UnixEndpointTest {
    @Test
    void liesWhereDockerLooksForItsName() {
        assertEquals(Path.of("/run/docker/plugins/vol.sock"), PluginEndpoint.unix("vol").path());
        assertEquals(
                Path.of("/run/docker/plugins/vol.sock"), PluginEndpoint.unix("vol.sock").path());
    }

    @Test
    void liesWhereItsAbsolutePathSays() {
        UnixEndpoint socket = PluginEndpoint.unix("/tmp/x/own");
        assertEquals(Path.of("/tmp/x/own"), socket.path());
        assertEquals("own", socket.name());
        assertEquals("vol", PluginEndpoint.unix("/tmp/vol.sock").withGroup("g").name());
    }
}
