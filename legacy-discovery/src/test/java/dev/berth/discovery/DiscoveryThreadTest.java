package dev.berth.discovery;

import static dev.berth.discovery.host.PluginHost.socket;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.discovery.host.RecordingLegacyListener;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class DiscoveryThreadTest extends LegacyDiscoveryTestBase {
    @Test
    void endsWithTheDiscovery() throws Exception {
        List<Path> folders = host.folders();
        LegacyDiscovery ending = new LegacyDiscovery(configured(folders), log.logger());
        RecordingLegacyListener nothing = new RecordingLegacyListener();
        ending.subscribe(nothing);
        assertEquals(1, threads());
        ending.close();
        assertEquals(0, threads());
        socket(host.run().resolve("a.sock"));
        nothing.expectNoMore();
        assertEquals(List.of(), log.lines("error"));
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("berth-"))
                .count();
    }
}
