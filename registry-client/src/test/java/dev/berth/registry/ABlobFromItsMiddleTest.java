package dev.berth.registry;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.berth.plugin.PluginReference;
import dev.berth.plugin.error.RegistryException;
import dev.berth.plugin.error.RegistryException.Reason;
import dev.berth.registry.testing.SamplePlugin;
import dev.berth.registry.testing.ScriptedResponses;
import dev.berth.registry.testing.ScriptedServer;
import dev.berth.registry.testing.Served;
import dev.berth.spi.Descriptor;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ABlobFromItsMiddleTest {
    private static final int OFFSET = 2_000_001;

    private final SamplePlugin plugin = new SamplePlugin(1, 5_000_000);
    private final Descriptor layer = plugin.layer(0);
    private final byte[] bytes = plugin.bytes(layer);
    private final byte[] rest = Arrays.copyOfRange(bytes, OFFSET, bytes.length);
    private final String line = Served.blobLine("a/b", layer);

    private ScriptedServer server;
    private ScriptedServer mirror;
    private TestClient client;

    @BeforeEach
    void start() throws Exception {
        server = new ScriptedServer();
        mirror = new ScriptedServer();
        String[] mirrors = {server.address() + "=" + mirror.address()};
        client = TestClient.with(Map.of("retry.attempts.max.count", 3, "mirrors", mirrors));
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        server.close();
        mirror.close();
    }

    private byte[] fetch() throws Exception {
        return fetch(OFFSET);
    }

    private byte[] fetch(long offset) throws Exception {
        PluginReference repository = PluginReference.parse(server.address() + "/a/b");
        try (InputStream in = client.registry.open(repository, layer, offset, Optional.empty())) {
            return in.readAllBytes();
        }
    }

    private List<String> ranges(ScriptedServer of) {
        return of.requests(line).stream().map(one -> one.header("Range")).toList();
    }

    @Test
    void isAskedForByItsRange() throws Exception {
        server.on(line, ScriptedResponses.ranged(bytes, bytes.length));

        assertArrayEquals(rest, fetch());
        assertEquals(List.of("bytes=2000001-"), ranges(server));
    }

    @Test
    void isCutOutHereWhenTheRegistryKnowsNoRanges() throws Exception {
        server.on(line, ScriptedResponses.of(200, bytes));

        assertArrayEquals(rest, fetch());
    }

    @Test
    void isAskedForAgainWhenTheRegistryKnowsNoRangesAndBreaksOffBefore() throws Exception {
        server.on(
                line,
                ScriptedResponses.brokenOff(200, bytes, 1_000_000),
                ScriptedResponses.of(200, bytes));

        assertArrayEquals(rest, fetch());
    }

    @Test
    void goesOnWhereItBrokeOff() throws Exception {
        server.on(line, ScriptedResponses.ranged(bytes, 1_500_000));

        assertArrayEquals(rest, fetch());
        assertEquals(List.of("bytes=2000001-", "bytes=3500001-"), ranges(server));
    }

    @Test
    void comesFromAMirror() throws Exception {
        mirror.on(line, ScriptedResponses.ranged(bytes, bytes.length));

        assertArrayEquals(rest, fetch());
        assertEquals(List.of(), ranges(server));
    }

    @Test
    void comesFromTheRegistryWhenTheMirrorBreaksOff() throws Exception {
        mirror.on(line, ScriptedResponses.ranged(bytes, 1_500_000), ScriptedResponses.notFound());
        server.on(line, ScriptedResponses.ranged(bytes, bytes.length));

        assertArrayEquals(rest, fetch());
        assertEquals(List.of("bytes=3500001-"), ranges(server));
    }

    @Test
    void isRefusedWhenItIsOfAnotherSize() {
        server.on(
                line,
                ScriptedResponses.of(
                        206, new byte[10], "Content-Range: bytes 2000001-2000010/2000011"));

        assertEquals(Reason.CORRUPT, assertThrows(RegistryException.class, this::fetch).reason());
    }

    @Test
    void isRefusedWhenItIsAnotherPart() {
        server.on(
                line,
                ScriptedResponses.of(206, bytes, "Content-Range: bytes 2000002-4999999/5000000"));

        assertEquals(Reason.CORRUPT, assertThrows(RegistryException.class, this::fetch).reason());
    }

    @Test
    void isGivenUpWhenItBreaksOffAgainAndAgain() {
        server.on(line, ScriptedResponses.ranged(bytes, 10));

        IOException error = assertThrows(IOException.class, this::fetch);
        assertEquals(
                Reason.UNREACHABLE,
                assertInstanceOf(RegistryException.class, error.getCause()).reason());
    }

    @Test
    void isOneByteWhenOneIsLeft() throws Exception {
        server.on(line, ScriptedResponses.ranged(bytes, bytes.length));

        assertArrayEquals(new byte[] {bytes[4_999_999]}, fetch(4_999_999));
    }

    @Test
    void mayComeInAPartThatBeginsEarlier() throws Exception {
        server.on(line, ScriptedResponses.of(206, bytes, "Content-Range: bytes 0-4999999/5000000"));

        assertArrayEquals(rest, fetch());
    }

    @Test
    void mayComeInPartsThatEndEarlier() throws Exception {
        byte[] first = Arrays.copyOfRange(bytes, 2_000_001, 4_000_000);
        byte[] second = Arrays.copyOfRange(bytes, 4_000_000, 5_000_000);
        server.on(
                line,
                ScriptedResponses.of(206, first, "Content-Range: bytes 2000001-3999999/5000000"),
                ScriptedResponses.of(206, second, "Content-Range: bytes 4000000-4999999/*"));

        assertArrayEquals(rest, fetch());
    }
}
