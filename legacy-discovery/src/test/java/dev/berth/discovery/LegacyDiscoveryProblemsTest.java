package dev.berth.discovery;

import static dev.berth.discovery.host.PluginHost.file;
import static dev.berth.discovery.host.PluginHost.socket;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LegacyDiscoveryProblemsTest extends LegacyDiscoveryTestBase {
    @Test
    void aBadFileIsLoggedAndHarmsNoOther() throws Exception {
        Path bad = file(host.etc().resolve("bad.json"), "{\"Addr\": 5");
        file(host.etc().resolve("good.spec"), "unix:///good");
        listen();
        listener.expect("appeared", "good");
        listener.expectNoMore();
        assertEquals(1, log.lines("warn").size());
        assertTrue(log.lines("warn").get(0).startsWith(bad + " is no plugin's JSON, at line 1"));
    }

    @Test
    void aBadFileHoldsItsNameAsInDocker() throws Exception {
        file(host.etc().resolve("a.spec"), "nonsense");
        file(host.usr().resolve("a.spec"), "unix:///a");
        assertEquals(Optional.empty(), discovery().find("a"));
    }

    @Test
    void aBadFileIsLoggedOnceUntilItIsMended() throws Exception {
        Path bad = file(host.etc().resolve("a.spec"), "nonsense");
        listen();
        socket(host.run().resolve("b.sock"));
        listener.expect("appeared", "b");
        assertEquals(1, log.lines("warn").size());
        file(bad, "unix:///a");
        listener.expect("appeared", "a");
        file(bad, "nonsense");
        listener.expect("vanished", "a");
        assertEquals(2, log.lines("warn").size());
    }

    @Test
    void anEmptyFileIsNoWarningForItMayBeBeingWritten() throws Exception {
        Path spec = file(host.etc().resolve("a.spec"), "");
        listen();
        assertEquals(
                List.of(spec + " is empty: write a plugin's address into it"), log.lines("info"));
        assertEquals(List.of(), log.lines("warn"));
        Files.writeString(spec, "unix:///a");
        listener.expect("appeared", "a");
    }

    @Test
    void twoFilesOfOneNameAreLogged() throws Exception {
        Path first = file(host.etc().resolve("a.spec"), "unix:///1");
        Path second = file(host.usr().resolve("a.spec"), "unix:///2");
        listen();
        assertEquals("/1", listener.expect("appeared", "a").address().getPath());
        assertEquals(
                List.of(
                        "plugin a is told of more than once: %s counts, not %s; remove one of them"
                                .formatted(first, second)),
                log.lines("warn"));
    }

    @Test
    void twoFilesOfOneNameThatSayTheSameAreNotLogged() throws Exception {
        Path socket = socket(host.run().resolve("a.sock"));
        file(host.etc().resolve("a.spec"), "unix://" + socket);
        listen();
        assertEquals(List.of(), log.lines("warn"));
    }

    @Test
    void aLinkThatLeadsToItselfIsABadFile() throws Exception {
        Files.createDirectories(host.etc());
        Files.createSymbolicLink(host.etc().resolve("loop"), Path.of("loop"));
        Files.createSymbolicLink(host.etc().resolve("a.spec"), Path.of("a.spec"));
        socket(host.run().resolve("b.sock"));
        listen();
        listener.expect("appeared", "b");
        assertTrue(
                log.lines("warn").stream().anyMatch(line -> line.contains("a.spec is not a")),
                log.lines("warn").toString());
    }

    @Test
    void aFolderThatLeadsToItselfIsLoggedAndWatched() throws Exception {
        Files.createDirectories(host.run().getParent());
        Files.createSymbolicLink(host.run(), host.run());
        file(host.etc().resolve("a.spec"), "unix:///a");
        listen();
        listener.expect("appeared", "a");
        String warnings = log.lines("warn").toString();
        assertTrue(warnings.contains(host.run() + " cannot be searched for plugins"), warnings);
        assertTrue(warnings.contains(host.run() + " cannot be watched"), warnings);
        Files.delete(host.run());
        socket(host.run().resolve("b.sock"));
        listener.expect("appeared", "b");
    }

    @Test
    void aLogThatThrowsDoesNotEndTheWatch() throws Exception {
        listen();
        log.failAt("warn");
        Path bad = file(host.etc().resolve("a.spec"), "nonsense");
        log.next("error ");
        Files.delete(bad);
        socket(host.run().resolve("b.sock"));
        listener.expect("appeared", "b");
    }

    @Test
    void aFileInAFoldersPlaceDoesNotEndTheWatch() throws Exception {
        file(host.run(), "a file in the folder's place");
        file(host.etc().resolve("a.spec"), "unix:///a");
        listen();
        listener.expect("appeared", "a");
        Files.delete(host.run());
        socket(host.run().resolve("b.sock"));
        listener.expect("appeared", "b");
    }
}
