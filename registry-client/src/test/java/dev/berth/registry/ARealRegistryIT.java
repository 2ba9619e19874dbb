package dev.berth.registry;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.plugin.Digest;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.error.PluginStorageException;
import dev.berth.plugin.error.RegistryException;
import dev.berth.plugin.error.RegistryException.Reason;
import dev.berth.registry.testing.SamplePlugin;
import dev.berth.shared.oci.MediaTypes;
import dev.berth.spi.Descriptor;
import dev.berth.spi.PluginManifest;
import dev.berth.testing.RealRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ARealRegistryIT {
    private static RealRegistry server;
    private static TestClient client;

    @BeforeAll
    static void start() throws Exception {
        server = RealRegistry.plain();
        client = TestClient.usual();
    }

    @AfterAll
    static void stop() throws Exception {
        client.close();
        server.close();
    }

    private static String at(String name) {
        return server.address() + "/" + name;
    }

    @Test
    void givesBackWhatWasPushed() throws Exception {
        SamplePlugin plugin = new SamplePlugin(1, 300_000, 0, 5);
        client.push(at("a/plugin:1.0"), plugin);

        PluginManifest resolved = client.resolve(at("a/plugin:1.0"));

        assertEquals(plugin.manifest().manifest(), resolved.manifest());
        assertArrayEquals(plugin.manifest().manifestBytes(), resolved.manifestBytes());
        assertEquals(plugin.manifest().config(), resolved.config());
        assertArrayEquals(plugin.manifest().configBytes(), resolved.configBytes());
        assertEquals(plugin.manifest().layers(), resolved.layers());
        for (Descriptor layer : resolved.layers()) {
            assertArrayEquals(plugin.bytes(layer), client.fetch(at("a/plugin"), layer));
        }
    }

    @Test
    void givesAnOciManifestAsWell() throws Exception {
        SamplePlugin plugin =
                new SamplePlugin(
                        2,
                        MediaTypes.OCI_MANIFEST,
                        "application/vnd.oci.image.layer.v1.tar+zstd",
                        10);
        client.push(at("oci/plugin"), plugin);

        assertEquals(plugin.manifest().manifest(), client.resolve(at("oci/plugin")).manifest());
    }

    @Test
    void resolvesByDigest() throws Exception {
        SamplePlugin plugin = new SamplePlugin(3, 10);
        client.push(at("d/plugin:x"), plugin);
        Digest digest = plugin.manifest().manifest().digest();

        assertEquals(digest, client.resolve(at("d/plugin@" + digest)).manifest().digest());
    }

    @Test
    void isNotSentAgainWhatItHas() throws Exception {
        SamplePlugin plugin = new SamplePlugin(4, 1000, 2000);
        client.push(at("twice/plugin:1"), plugin);
        Map<Descriptor, Long> told = new ConcurrentHashMap<>();

        client.registry.push(
                PluginReference.parse(at("twice/plugin:2")),
                plugin.manifest(),
                blob -> {
                    throw new IOException("nothing of it should be read");
                },
                Optional.empty(),
                told::put);

        assertEquals(3, told.size());
        told.forEach((blob, sent) -> assertEquals(blob.size(), sent));
        assertEquals(plugin.manifest().manifest(), client.resolve(at("twice/plugin:2")).manifest());
    }

    @Test
    void takesBlobsFromItsOtherRepositories() throws Exception {
        SamplePlugin plugin = new SamplePlugin(5, 1000);
        client.push(at("one/plugin"), plugin);
        List<Descriptor> opened = new ArrayList<>();

        client.registry.push(
                PluginReference.parse(at("two/plugin")),
                plugin.manifest(),
                blob -> {
                    opened.add(blob);
                    throw new IOException("nothing of it should be read");
                },
                Optional.empty(),
                (blob, sent) -> {});

        assertEquals(List.of(), opened);
        assertArrayEquals(
                plugin.bytes(plugin.layer(0)), client.fetch(at("two/plugin"), plugin.layer(0)));
    }

    @Test
    void takesABlobInChunks() throws Exception {
        SamplePlugin plugin = new SamplePlugin(6, 100_001);
        try (TestClient chunking = TestClient.with(Map.of("chunk.max.bytes", 30_000L))) {
            chunking.push(at("chunked/plugin"), plugin);
        }

        assertArrayEquals(
                plugin.bytes(plugin.layer(0)), client.fetch(at("chunked/plugin"), plugin.layer(0)));
    }

    @Test
    void saysItselfWhatItDoesNotHave() {
        RegistryException error =
                assertThrows(RegistryException.class, () -> client.resolve(at("no/such:thing")));

        assertEquals(Reason.NOT_FOUND, error.reason());
        assertEquals(server.address(), error.registry());
        assertEquals("no/such", error.repository());
        assertTrue(error.getMessage().contains("manifest unknown (MANIFEST_UNKNOWN)"));
        assertTrue(error.getMessage().contains("no/such:thing"));
    }

    @Test
    void isCaughtWithABlobThatIsNotWhatItsDigestSays() throws Exception {
        SamplePlugin plugin = new SamplePlugin(7, 5000);
        client.push(at("rotten/plugin"), plugin);
        Path file = server.blob(plugin.layer(0).digest().hex());
        byte[] bytes = Files.readAllBytes(file);
        bytes[4999] ^= 1;
        Files.write(file, bytes);

        IOException error =
                assertThrows(
                        IOException.class,
                        () -> client.fetch(at("rotten/plugin"), plugin.layer(0)));

        RegistryException cause = assertInstanceOf(RegistryException.class, error.getCause());
        assertEquals(Reason.CORRUPT, cause.reason());
        assertTrue(cause.getMessage().contains(plugin.layer(0).digest().toString()));
    }

    @Test
    void isCaughtWithAManifestThatIsNotWhatItsDigestSays() throws Exception {
        SamplePlugin plugin = new SamplePlugin(8, 10);
        client.push(at("forged/plugin:1"), plugin);
        Path file = server.blob(plugin.manifest().manifest().digest().hex());
        Files.writeString(file, Files.readString(file) + " ");

        RegistryException error =
                assertThrows(RegistryException.class, () -> client.resolve(at("forged/plugin:1")));

        assertEquals(Reason.CORRUPT, error.reason());
    }

    @Test
    void isToldOfAMissingBlobBeforeTheManifestComes() throws Exception {
        SamplePlugin plugin = new SamplePlugin(9, 10);

        assertThrows(
                PluginStorageException.class,
                () ->
                        client.registry.push(
                                PluginReference.parse(at("half/plugin:1")),
                                plugin.manifest(),
                                blob -> {
                                    throw new NoSuchFileException("/blobs/x");
                                },
                                Optional.empty(),
                                (blob, sent) -> {}));

        RegistryException error =
                assertThrows(RegistryException.class, () -> client.resolve(at("half/plugin:1")));
        assertEquals(Reason.NOT_FOUND, error.reason());
    }
}
