package dev.berth.registry;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.plugin.error.RegistryException;
import dev.berth.plugin.error.RegistryException.Reason;
import dev.berth.registry.testing.SamplePlugin;
import dev.berth.registry.testing.ScriptedResponses;
import dev.berth.registry.testing.ScriptedServer;
import dev.berth.registry.testing.ScriptedServer.Received;
import dev.berth.registry.testing.Served;
import dev.berth.spi.Descriptor;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BlobOpenerTest {
    private final SamplePlugin plugin = new SamplePlugin(1, 5_000_000);
    private final Descriptor layer = plugin.layer(0);
    private final byte[] bytes = plugin.bytes(layer);
    private final String line = Served.blobLine("a/b", layer);

    private ScriptedServer server;
    private TestClient client;

    @BeforeEach
    void start() throws Exception {
        server = new ScriptedServer();
        client = TestClient.with(Map.of("retry.attempts.max.count", 3));
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        server.close();
    }

    private byte[] fetch() throws Exception {
        return client.fetch(server.address() + "/a/b", layer);
    }

    private RegistryException failure() {
        IOException error = assertThrows(IOException.class, this::fetch);
        return assertInstanceOf(RegistryException.class, error.getCause());
    }

    private List<String> ranges() {
        return server.requests(line).stream().map(one -> one.header("Range")).toList();
    }

    @Test
    void goesOnWhereABlobBrokeOff() throws Exception {
        server.on(line, ScriptedResponses.ranged(bytes, 2_000_000));

        assertArrayEquals(bytes, fetch());
        assertEquals(List.of("", "bytes=2000000-", "bytes=4000000-"), ranges());
    }

    @Test
    void goesOnAnyNumberOfTimesIfMuchCameInBetween() throws Exception {
        server.on(line, ScriptedResponses.ranged(bytes, 1 << 20));

        assertArrayEquals(bytes, fetch());
        assertEquals(5, ranges().size());
    }

    @Test
    void givesUpWhenABlobBreaksOffAgainAndAgain() {
        server.on(line, ScriptedResponses.ranged(bytes, 10));

        assertEquals(Reason.UNREACHABLE, failure().reason());
        assertEquals(3, ranges().size());
    }

    @Test
    void goesOnWhenTheRegistryKnowsNoRanges() throws Exception {
        server.on(
                line,
                ScriptedResponses.brokenOff(200, bytes, 3_000_000),
                ScriptedResponses.of(200, bytes));

        assertArrayEquals(bytes, fetch());
    }

    @Test
    void refusesABlobThatGoesOnWithOtherBytes() {
        byte[] other = bytes.clone();
        other[4_999_999] ^= 1;
        server.on(
                line,
                ScriptedResponses.brokenOff(200, bytes, 3_000_000),
                ScriptedResponses.ranged(other, 5_000_000));

        assertEquals(Reason.CORRUPT, failure().reason());
    }

    @Test
    void refusesABlobThatGoesOnInAnotherPlace() {
        server.on(
                line,
                ScriptedResponses.brokenOff(200, bytes, 3_000_000),
                ScriptedResponses.of(
                        206, new byte[2_000_000], "Content-Range: bytes 0-1999999/5000000"));

        RegistryException failure = failure();
        assertEquals(Reason.CORRUPT, failure.reason());
        assertTrue(failure.getMessage().contains("and others came"), failure.getMessage());
    }

    @Test
    void refusesABlobOfAnotherSize() {
        server.on(line, ScriptedResponses.of(200, new byte[10]));

        RegistryException failure = assertThrows(RegistryException.class, this::fetch);
        assertEquals(Reason.CORRUPT, failure.reason());
    }

    @Test
    void refusesABlobOfOneByteMore() {
        server.on(
                line,
                (request, out) -> {
                    chunkedHead(out);
                    out.write("4c4b40\r\n".getBytes(US_ASCII));
                    out.write(bytes);
                    out.write("\r\n1\r\nx\r\n0\r\n\r\n".getBytes(US_ASCII));
                });

        RegistryException failure = failure();
        assertEquals(Reason.CORRUPT, failure.reason());
        assertTrue(failure.getMessage().contains("goes on after"), failure.getMessage());
    }

    @Test
    void doesNotMindAConnectionThatEndsBadlyAfterTheLastByte() throws Exception {
        server.on(
                line,
                (request, out) -> {
                    chunkedHead(out);
                    out.write("4c4b40\r\n".getBytes(US_ASCII));
                    out.write(bytes);
                    throw new IOException("no end of chunks");
                });

        assertArrayEquals(bytes, fetch());
    }

    private static void chunkedHead(OutputStream out) throws IOException {
        out.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".getBytes(US_ASCII));
    }

    @Test
    void goesOnAfterABusyRegistryInBetween() throws Exception {
        server.on(
                line,
                ScriptedResponses.brokenOff(200, bytes, 3_000_000),
                ScriptedResponses.of(503, ""),
                ScriptedResponses.ranged(bytes, 5_000_000));

        assertArrayEquals(bytes, fetch());
        assertEquals(3, server.requests(line).size());
        assertEquals("bytes=3000000-", last().header("Range"));
    }

    private Received last() {
        List<Received> requests = server.requests(line);
        return requests.get(requests.size() - 1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "203;X: y",
                "206;X: y",
                "206;Content-Range: bytes 0-LAST/SIZE",
                "206;Content-Range: Bytes=0-LAST/*"
            })
    void takesAnySuccessWhoseBytesAreRight(int status, String header) throws Exception {
        byte[] bytes = plugin.bytes(layer);
        server.on(
                Served.blobLine("a/b", layer),
                ScriptedResponses.of(
                        status,
                        bytes,
                        header.replace("LAST", String.valueOf(bytes.length - 1))
                                .replace("SIZE", String.valueOf(bytes.length))));

        assertArrayEquals(bytes, client.fetch(server.address() + "/a/b", layer));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bytes 5-9/10",
                "bytes 99999999999999999999-3/4",
                "bytes */10",
                "bytes -1-5/6",
                "x"
            })
    void takesNoOtherRangeThanItAskedFor(String range) {
        server.on(
                Served.blobLine("a/b", layer),
                ScriptedResponses.of(206, plugin.bytes(layer), "Content-Range: " + range));

        RegistryException error =
                assertThrows(
                        RegistryException.class,
                        () -> client.fetch(server.address() + "/a/b", layer));
        assertTrue(error.getMessage().contains("and others came"), error.getMessage());
    }
}
