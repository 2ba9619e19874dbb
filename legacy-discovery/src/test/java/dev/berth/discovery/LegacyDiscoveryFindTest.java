package dev.berth.discovery;

import static dev.berth.discovery.host.PluginHost.file;
import static dev.berth.discovery.host.PluginHost.socket;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.spi.LegacyEndpoint;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LegacyDiscoveryFindTest extends LegacyDiscoveryTestBase {
    private static final String ID = "0123456789abcdef".repeat(4);

    @Test
    void findsAPluginByItsSocket() throws IOException {
        Path socket = socket(host.run().resolve("flocker.sock"));
        assertEquals(
                Optional.of(LegacyEndpoint.of("flocker", URI.create("unix://" + socket), socket)),
                discovery().find("flocker"));
    }

    @Test
    void findsASocketInAFolderOfItsName() throws IOException {
        Path socket = socket(host.run().resolve("flocker/flocker.sock"));
        socket(host.run().resolve("flocker/other.sock"));
        assertEquals(socket, source("flocker"));
        assertEquals(Optional.empty(), discovery().find("other"));
    }

    @Test
    void findsASpec() throws IOException {
        file(host.usr().resolve("a.spec"), "tcp://localhost:8080\n");
        file(host.etc().resolve("b/b.spec"), "unix:///b.sock");
        assertEquals(URI.create("tcp://localhost:8080"), address("a"));
        assertEquals(URI.create("unix:///b.sock"), address("b"));
    }

    @Test
    void findsAJsonFile() throws IOException {
        file(host.etc().resolve("a/a.json"), "{\"Addr\": \"https://a.example/x\"}");
        assertEquals(URI.create("https://a.example/x"), address("a"));
    }

    @Test
    void prefersASocketToAnyFile() throws IOException {
        file(host.etc().resolve("a.spec"), "unix:///spec");
        Path socket = socket(host.usr().resolve("a/a.sock"));
        assertEquals(socket, source("a"));
    }

    @Test
    void prefersTheFirstFolder() throws IOException {
        file(host.usr().resolve("a.spec"), "unix:///usr");
        file(host.etc().resolve("a/a.json"), "{\"Addr\": \"unix:///etc\"}");
        assertEquals(URI.create("unix:///etc"), address("a"));
    }

    @Test
    void prefersASpecToAJsonFileAndBothToThoseInAFolder() throws IOException {
        Path nestedJson = file(host.etc().resolve("a/a.json"), "{\"Addr\": \"unix:///4\"}");
        assertEquals(nestedJson, source("a"));
        Path json = file(host.etc().resolve("a.json"), "{\"Addr\": \"unix:///3\"}");
        assertEquals(json, source("a"));
        Path nestedSpec = file(host.etc().resolve("a/a.spec"), "unix:///2");
        assertEquals(nestedSpec, source("a"));
        Path spec = file(host.etc().resolve("a.spec"), "unix:///1");
        assertEquals(spec, source("a"));
    }

    @Test
    void passesOverAFileThatIsOnlyCalledLikeASocket() throws IOException {
        file(host.run().resolve("a.sock"), "no socket");
        Files.createDirectories(host.run().resolve("b.sock"));
        Path spec = file(host.usr().resolve("a.spec"), "unix:///a");
        assertEquals(spec, source("a"));
        assertEquals(Optional.empty(), discovery().find("b"));
    }

    @Test
    void passesOverTheFolderOfAPluginThatAnEngineManages() throws IOException {
        file(host.run().resolve(ID).resolve(ID + ".spec"), "unix:///a");
        assertEquals(Optional.empty(), discovery().find(ID));
        listen();
        listener.expectNoMore();
    }

    @Test
    void refusesANameThatLeadsElsewhere() throws IOException {
        socket(root.resolve("run/docker/x.sock"));
        socket(host.run().resolve(".hidden.sock"));
        for (String name : new String[] {"../x", "", ".hidden", "a\0b", ".."}) {
            assertEquals(Optional.empty(), discovery().find(name), name);
        }
        listen();
        listener.expectNoMore();
    }

    @Test
    void findsASocketThroughALink() throws IOException {
        Path socket = socket(root.resolve("elsewhere/real.sock"));
        Files.createDirectories(host.run());
        Path link = Files.createSymbolicLink(host.run().resolve("a.sock"), socket);
        assertEquals(link, source("a"));
    }

    @Test
    void findsWhatIsThereAtThatMoment() throws IOException {
        assertTrue(discovery().find("a").isEmpty());
        Path socket = socket(host.run().resolve("a.sock"));
        assertTrue(discovery().find("a").isPresent());
        Files.delete(socket);
        assertTrue(discovery().find("a").isEmpty());
    }

    private Path source(String name) throws IOException {
        return discovery().find(name).orElseThrow().source();
    }

    private URI address(String name) throws IOException {
        return discovery().find(name).orElseThrow().address();
    }
}
