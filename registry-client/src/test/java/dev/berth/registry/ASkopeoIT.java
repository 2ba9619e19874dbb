package dev.berth.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.plugin.Digest;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.error.RegistryException;
import dev.berth.registry.testing.SamplePlugin;
import dev.berth.shared.oci.MediaTypes;
import dev.berth.spi.Descriptor;
import dev.berth.spi.PluginManifest;
import dev.berth.spi.PluginRegistry;
import dev.berth.testing.Programs;
import dev.berth.testing.RawTar;
import dev.berth.testing.RealRegistry;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Skopeo as a peer: it reads what is pushed and written here, and writes what is read here. */
class ASkopeoIT {
    private static final String OCI_LAYER = "application/vnd.oci.image.layer.v1.tar+gzip";
    private static final String OCI_CONFIG = "application/vnd.oci.image.config.v1+json";
    private static final PluginReference NAME = PluginReference.parse("vieux/sshfs:1.0");

    private static RealRegistry server;
    private static TestClient client;
    private static OciPluginLayouts layouts;

    @TempDir Path folder;

    @BeforeAll
    static void start() throws Exception {
        server = RealRegistry.plain();
        client = TestClient.usual();
        layouts = new OciPluginLayouts(Map.of("platform", "linux/amd64"));
    }

    @AfterAll
    static void stop() throws Exception {
        client.close();
        server.close();
    }

    private static String at(String name) {
        return server.address() + "/" + name;
    }

    private static void copy(String... arguments) throws Exception {
        String[] all = new String[arguments.length + 3];
        all[0] = "copy";
        all[1] = "--src-tls-verify=false";
        all[2] = "--dest-tls-verify=false";
        System.arraycopy(arguments, 0, all, 3, arguments.length);
        skopeo(all);
    }

    private static String skopeo(String... arguments) throws Exception {
        ProcessBuilder skopeo = new ProcessBuilder("skopeo", "--insecure-policy");
        skopeo.command().addAll(List.of(arguments));
        return Programs.run(skopeo);
    }

    private static byte[] layer(String content) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(new RawTar().file("run", content).end());
        }
        return out.toByteArray();
    }

    private static SamplePlugin docker(String content) throws Exception {
        return new SamplePlugin(
                MediaTypes.DOCKER_MANIFEST,
                MediaTypes.PLUGIN_CONFIG,
                SamplePlugin.LAYER,
                List.of(layer(content)));
    }

    private static SamplePlugin oci(String configType, String content) throws Exception {
        return new SamplePlugin(
                MediaTypes.OCI_MANIFEST, configType, OCI_LAYER, List.of(layer(content)));
    }

    private static void assertSame(SamplePlugin expected, PluginManifest found) {
        assertEquals(expected.manifest().manifest(), found.manifest());
        assertArrayEquals(expected.manifest().manifestBytes(), found.manifestBytes());
    }

    private PluginManifest loaded(Path archive) throws Exception {
        PluginRegistry registry = layouts.at(archive);
        PluginManifest found = registry.resolve(NAME, Optional.empty());
        for (Descriptor layer : found.layers()) {
            try (InputStream in = registry.open(NAME, layer, 0, Optional.empty())) {
                assertEquals(layer.size(), in.readAllBytes().length);
            }
        }
        return found;
    }

    @Test
    void readsAndCopiesDockersPluginsThatWerePushed() throws Exception {
        SamplePlugin plugin = docker("1");
        client.push(at("docker/plugin:1"), plugin);

        String raw =
                skopeo(
                        "inspect",
                        "--raw",
                        "--tls-verify=false",
                        "docker://" + at("docker/plugin:1"));
        copy("docker://" + at("docker/plugin:1"), "docker://" + at("docker/copy:1"));

        assertEquals(new String(plugin.manifest().manifestBytes(), UTF_8), raw);
        assertSame(plugin, client.resolve(at("docker/copy:1")));
    }

    @Test
    void makesAnArchiveOfDockersPluginsThatLoadsWithTheSameDigests() throws Exception {
        SamplePlugin plugin = docker("2");
        client.push(at("docker/archive:1"), plugin);
        Path archive = folder.resolve("plugin.tar");

        copy(
                "--preserve-digests",
                "docker://" + at("docker/archive:1"),
                "oci-archive:" + archive + ":vieux/sshfs:1.0");

        assertEquals(List.of(NAME), layouts.names(archive));
        assertSame(plugin, loaded(archive));
    }

    @Test
    void isToldOfWhenItMadeAnImageOfDockersPlugin() throws Exception {
        client.push(at("docker/rewritten:1"), docker("3"));
        Path archive = folder.resolve("plugin.tar");
        copy("docker://" + at("docker/rewritten:1"), "oci-archive:" + archive);

        RegistryException error = assertThrows(RegistryException.class, () -> loaded(archive));

        assertTrue(error.getMessage().contains("--preserve-digests"), error.getMessage());
    }

    @Test
    void makesAnArchiveOfOcisPluginsThatLoadsWithTheSameDigests() throws Exception {
        for (String config : List.of(MediaTypes.PLUGIN_CONFIG, OCI_CONFIG)) {
            SamplePlugin plugin = oci(config, "4");
            client.push(at("oci/archive:1"), plugin);
            Path archive = folder.resolve(config.length() + ".tar");

            copy("docker://" + at("oci/archive:1"), "oci-archive:" + archive + ":1.0");

            assertSame(plugin, loaded(archive));
        }
    }

    @Test
    void readsAnArchiveThatWasWritten() throws Exception {
        for (SamplePlugin plugin :
                List.of(docker("5"), oci(MediaTypes.PLUGIN_CONFIG, "5"), oci(OCI_CONFIG, "5"))) {
            Path archive = folder.resolve("written.tar");
            try (OutputStream out = Files.newOutputStream(archive)) {
                layouts.write(NAME, plugin.manifest(), plugin.source(), out);
            }

            copy(
                    "--preserve-digests",
                    "oci-archive:" + archive,
                    "docker://" + at("written/plugin:1"));

            assertSame(plugin, client.resolve(at("written/plugin:1")));
        }
    }

    @Test
    void readsAFolderThatWasPushedTo() throws Exception {
        SamplePlugin first = oci(MediaTypes.PLUGIN_CONFIG, "6");
        SamplePlugin second = oci(OCI_CONFIG, "7");
        String[] names = {"docker.io/a/first:1", "docker.io/a/second:1"};
        try (TestClient offline =
                TestClient.with(Map.of("layouts", new String[] {"docker.io=" + folder}))) {
            offline.push(names[0], first);
            offline.push(names[1], second);
        }

        copy("oci:" + folder + ":" + names[0], "docker://" + at("folder/first:1"));
        copy("oci:" + folder + ":" + names[1], "docker://" + at("folder/second:1"));

        assertSame(first, client.resolve(at("folder/first:1")));
        assertSame(second, client.resolve(at("folder/second:1")));
    }

    @Test
    void writesIntoAFolderWhatIsPulledFromThere() throws Exception {
        SamplePlugin plugin = oci(MediaTypes.PLUGIN_CONFIG, "8");
        client.push(at("into/folder:1"), plugin);

        copy("docker://" + at("into/folder:1"), "oci:" + folder + ":docker.io/vieux/sshfs:1.0");

        try (TestClient offline =
                TestClient.with(Map.of("layouts", new String[] {"docker.io=" + folder}))) {
            assertSame(plugin, offline.resolve("vieux/sshfs:1.0"));
        }
    }

    @Test
    void writesIndexesOfWhichThisPlatformsPluginIsPulled() throws Exception {
        SamplePlugin here = oci(OCI_CONFIG, "9");
        SamplePlugin other = oci(OCI_CONFIG, "10");
        Path archive = Files.write(folder.resolve("index.tar"), indexed(here, other));

        copy("--all", "oci-archive:" + archive, "docker://" + at("indexed/plugin:1"));

        try (TestClient amd = TestClient.with(Map.of("platform", "linux/amd64"))) {
            assertSame(here, amd.resolve(at("indexed/plugin:1")));
        }
        try (TestClient arm = TestClient.with(Map.of("platform", "linux/arm64"))) {
            assertSame(other, arm.resolve(at("indexed/plugin:1")));
        }
    }

    private static byte[] indexed(SamplePlugin amd, SamplePlugin arm) {
        byte[] index = indexJson(entry(amd, "amd64") + "," + entry(arm, "arm64")).getBytes(UTF_8);
        Descriptor blob = Descriptor.of(MediaTypes.OCI_INDEX, Digest.sha256(index), index.length);
        RawTar tar =
                new RawTar()
                        .file("oci-layout", "{\"imageLayoutVersion\":\"1.0.0\"}")
                        .file(file(blob), index)
                        .file("index.json", indexJson(SamplePlugin.json(blob)));
        tar.file(file(amd.manifest().config()), amd.manifest().configBytes());
        for (SamplePlugin plugin : List.of(amd, arm)) {
            tar.file(file(plugin.manifest().manifest()), plugin.manifest().manifestBytes());
            tar.file(file(plugin.layer(0)), plugin.bytes(plugin.layer(0)));
        }
        return tar.end();
    }

    private static String indexJson(String entries) {
        return "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"manifests\":[%s]}"
                .formatted(MediaTypes.OCI_INDEX, entries);
    }

    private static String entry(SamplePlugin plugin, String architecture) {
        return SamplePlugin.json(plugin.manifest().manifest())
                .replaceFirst(
                        "}$",
                        ",\"platform\":{\"os\":\"linux\",\"architecture\":\"%s\"}}"
                                .formatted(architecture));
    }

    private static String file(Descriptor blob) {
        return "blobs/" + blob.digest().toString().replace(':', '/');
    }

    @Test
    void compressesByZstdWhatIsPulledAsWell() throws Exception {
        client.push(at("zstd/plugin:1"), oci(OCI_CONFIG, "11"));
        Path archive = folder.resolve("zstd.tar");

        copy(
                "--dest-compress",
                "--dest-compress-format",
                "zstd",
                "docker://" + at("zstd/plugin:1"),
                "oci-archive:" + archive);
        copy("oci-archive:" + archive, "docker://" + at("zstd/copy:1"));

        PluginManifest found = loaded(archive);
        assertEquals(
                "application/vnd.oci.image.layer.v1.tar+zstd", found.layers().get(0).mediaType());
        assertEquals(found.manifest(), client.resolve(at("zstd/copy:1")).manifest());
    }
}
