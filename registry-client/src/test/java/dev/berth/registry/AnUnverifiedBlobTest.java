package dev.berth.registry;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnUnverifiedBlobTest {
    private static final int SIZE = 5_000_000;
    private static final String HEAD = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

    @TempDir Path folder;

    private final SamplePlugin plugin = new SamplePlugin(1, SIZE);
    private final Descriptor layer = plugin.layer(0);
    private final byte[] other = new byte[SIZE];
    private final String line = Served.blobLine("a/b", layer);

    private ScriptedServer server;
    private TestClient client;

    @BeforeEach
    void start() throws Exception {
        server = new ScriptedServer();
        client =
                TestClient.with(
                        Map.of(
                                "retry.attempts.max.count",
                                3,
                                "layouts",
                                new String[] {"docker.io=" + folder}));
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        server.close();
    }

    private byte[] fetch(String name, long offset) throws Exception {
        try (InputStream in =
                client.registry.openUnverified(
                        PluginReference.parse(name), layer, offset, Optional.empty())) {
            return in.readAllBytes();
        }
    }

    private byte[] fetch() throws Exception {
        return fetch(server.address() + "/a/b", 0);
    }

    @Test
    void comesWithWhateverDigest() throws Exception {
        server.on(line, ScriptedResponses.of(200, other));

        assertArrayEquals(other, fetch());
    }

    @Test
    void comesFromItsMiddle() throws Exception {
        server.on(line, ScriptedResponses.ranged(other, SIZE));

        assertArrayEquals(new byte[10], fetch(server.address() + "/a/b", SIZE - 10));
    }

    @Test
    void goesOnWhereItBrokeOff() throws Exception {
        server.on(line, ScriptedResponses.ranged(other, 3_000_000));

        assertArrayEquals(other, fetch());
        assertEquals(2, server.requests(line).size());
    }

    @Test
    void isRefusedWhenItGoesOn() {
        server.on(
                line,
                (request, out) -> {
                    out.write(HEAD.getBytes(US_ASCII));
                    out.write((Integer.toHexString(SIZE) + "\r\n").getBytes(US_ASCII));
                    out.write(other);
                    out.write("\r\n1\r\nx\r\n0\r\n\r\n".getBytes(US_ASCII));
                });

        IOException error = assertThrows(IOException.class, this::fetch);
        RegistryException reason = assertInstanceOf(RegistryException.class, error.getCause());
        assertEquals(Reason.CORRUPT, reason.reason());
    }

    @Test
    void ofALayoutIsVerified() throws Exception {
        client.push("a/b:1", plugin);
        Path file = folder.resolve("blobs/sha256").resolve(layer.digest().hex());
        Files.write(file, other);

        IOException error = assertThrows(IOException.class, () -> fetch("a/b", 0));
        assertTrue(error.getMessage().contains("layout " + folder), error.getMessage());
    }
}
