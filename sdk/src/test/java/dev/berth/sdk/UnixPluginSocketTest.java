package dev.berth.sdk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class UnixPluginSocketTest {
    @Test
    void liesWhereDockerLooksForItsName() {
        assertEquals(Path.of("/run/docker/plugins/vol.sock"), PluginSocket.unix("vol").path());
        assertEquals(Path.of("/run/docker/plugins/vol.sock"), PluginSocket.unix("vol.sock").path());
    }

    @Test
    void liesWhereItsAbsolutePathSays() {
        UnixPluginSocket socket = PluginSocket.unix("/tmp/x/own");
        assertEquals(Path.of("/tmp/x/own"), socket.path());
        assertEquals("own", socket.name());
        assertEquals("vol", PluginSocket.unix("/tmp/vol.sock").withGroup("g").name());
    }
}
