package dev.berth.registry;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnUnverifiedBlobTest {
    private static final int SIZE = 5_000_000;

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
    void isRefusedWhenItIsOfAnotherSize() {
        for (int size : List.of(SIZE - 1, SIZE + 1)) {
            server.on(line, ScriptedResponses.of(200, new byte[size]));
            assertEquals(
                    Reason.CORRUPT, assertThrows(RegistryException.class, this::fetch).reason());
        }
    }

    @Test
    void comesFromALayoutWithWhateverDigest() throws Exception {
        client.push("a/b:1", plugin);
        Path file = folder.resolve("blobs/sha256").resolve(layer.digest().hex());
        Files.write(file, other);

        assertArrayEquals(other, fetch("a/b", 0));
        assertArrayEquals(new byte[10], fetch("a/b", SIZE - 10));
        Files.write(file, Arrays.copyOf(other, SIZE - 1));
        assertThrows(IOException.class, () -> fetch("a/b", 0));
    }
}
