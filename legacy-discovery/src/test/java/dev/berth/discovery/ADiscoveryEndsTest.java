package dev.berth.discovery;

import static dev.berth.discovery.host.PluginHost.socket;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.discovery.host.Heard;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ADiscoveryEndsTest extends ADiscovery {
    @Test
    void withItsThread() throws Exception {
        List<Path> folders = host.folders();
        LegacyDiscovery ending = new LegacyDiscovery(configured(folders), log.logger());
        Heard nothing = new Heard();
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
