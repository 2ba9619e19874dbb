package dev.berth.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.plugin.Digest;
import dev.berth.plugin.error.RegistryException;
import dev.berth.plugin.error.RegistryException.Reason;
import dev.berth.registry.testing.SamplePlugin;
import dev.berth.registry.testing.ScriptedResponses;
import dev.berth.registry.testing.ScriptedServer;
import dev.berth.registry.testing.Served;
import dev.berth.shared.oci.MediaTypes;
import dev.berth.spi.Descriptor;
import dev.berth.spi.PluginManifest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestResolverTest {
    private static final Digest OTHER = new Digest("sha256", "b".repeat(64));

    private static final String OCI_IMAGE_CONFIG = "application/vnd.oci.image.config.v1+json";
    private static final String OCI_LAYER = "application/vnd.oci.image.layer.v1.tar+gzip";

    private final SamplePlugin plugin = new SamplePlugin(1, 10);

    private ScriptedServer server;
    private TestClient client;

    @BeforeEach
    void start() throws Exception {
        server = new ScriptedServer();
        client = TestClient.with(Map.of("platform", "linux/amd64", "layers.max.count", 3));
        Served.plugin(server, "a/b", "1", plugin);
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        server.close();
    }

    private PluginManifest resolve() throws Exception {
        return client.resolve(server.address() + "/a/b:x");
    }

    private RegistryException failure() {
        return assertThrows(RegistryException.class, this::resolve);
    }

    private Descriptor blob(String type, String content) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        Descriptor blob = Descriptor.of(type, Digest.sha256(bytes), bytes.length);
        server.on(Served.blobLine("a/b", blob), ScriptedResponses.of(200, bytes));
        return blob;
    }

    private void tag(String name, String document, String type) {
        server.on(
                Served.manifestLine("a/b", name),
                ScriptedResponses.of(200, document, "Content-Type: " + type));
    }

    private String entry(Digest digest, int size, String platform) {
        String[] parts = platform.split("/");
        return "{\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":%d,\"platform\":{\"os\":\"%s\",\"architecture\":\"%s\"}}"
                .formatted(MediaTypes.DOCKER_MANIFEST, digest, size, parts[0], parts[1]);
    }

    private static String index(String... entries) {
        return "{\"schemaVersion\":2,\"manifests\":[" + String.join(",", entries) + "]}";
    }

    @ParameterizedTest
    @ValueSource(strings = {MediaTypes.OCI_INDEX, MediaTypes.DOCKER_INDEX})
    void followsAnIndexToTheManifestForThisPlatform(String type) throws Exception {
        Descriptor manifest = plugin.manifest().manifest();

        tag(
                "x",
                index(
                        entry(OTHER, 5, "linux/arm64"),
                        entry(manifest.digest(), (int) manifest.size(), "linux/amd64")),
                type);

        assertEquals(manifest, resolve().manifest());
    }

    @Test
    void saysWhatAnIndexHasThatLacksThisPlatform() {
        tag("x", index(entry(OTHER, 5, "linux/s390x")), MediaTypes.OCI_INDEX);

        RegistryException error = failure();
        assertEquals(Reason.UNSUPPORTED, error.reason());
        assertTrue(
                error.getMessage().contains("not there for linux/amd64, only for linux/s390x"),
                error.getMessage());
    }

    @Test
    void refusesAnIndexThatIsWrongAboutASize() {
        tag(
                "x",
                index(entry(plugin.manifest().manifest().digest(), 5, "linux/amd64")),
                MediaTypes.OCI_INDEX);

        assertEquals(Reason.CORRUPT, failure().reason());
    }

    @Test
    void givesUpOnIndexesOfIndexesWithoutEnd() {
        String document = "{\"manifests\":[]}";
        for (int i = 0; i < 6; i++) {
            byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
            Digest digest = Digest.sha256(bytes);
            tag(digest.toString(), document, MediaTypes.OCI_INDEX);
            document = index(entry(digest, bytes.length, "linux/amd64"));
        }
        tag("x", document, MediaTypes.OCI_INDEX);

        assertTrue(failure().getMessage().contains("more than 3 indexes"));
    }

    @Test
    void saysOfAnImageWhatDockerSays() {
        Descriptor config =
                blob("application/vnd.docker.container.image.v1+json", "{\"architecture\":\"x\"}");
        tag(
                "x",
                SamplePlugin.imageJson(MediaTypes.DOCKER_MANIFEST, config, List.of()),
                MediaTypes.DOCKER_MANIFEST);

        RegistryException error = failure();
        assertEquals(Reason.UNSUPPORTED, error.reason());
        assertEquals(
                "did not find plugin config for specified reference " + server.address() + "/a/b:x",
                error.getMessage());
    }

    @Test
    void saysTheSameOfAnOciImage() {
        Descriptor config = blob(OCI_IMAGE_CONFIG, "{\"config\":{\"interface\":{}}}");
        tag(
                "x",
                SamplePlugin.imageJson(
                        MediaTypes.OCI_MANIFEST, config, List.of(blob(OCI_LAYER, "l"))),
                MediaTypes.OCI_MANIFEST);

        assertTrue(failure().getMessage().startsWith("did not find plugin config"));
    }

    @Test
    void takesAnOciImageWithAPluginsConfig() throws Exception {
        Descriptor config = blob(OCI_IMAGE_CONFIG, SamplePlugin.CONFIG);
        Descriptor layer = blob(OCI_LAYER, "l");
        tag(
                "x",
                SamplePlugin.imageJson(MediaTypes.OCI_MANIFEST, config, List.of(layer)),
                MediaTypes.OCI_MANIFEST);

        assertEquals(config, resolve().config());
        assertEquals(List.of(layer), resolve().layers());
    }

    @Test
    void takesAnArtifactWithTheConfigAsALayer() throws Exception {
        Descriptor empty = blob("application/vnd.oci.empty.v1+json", "{}");
        Descriptor config = blob(MediaTypes.PLUGIN_CONFIG, SamplePlugin.CONFIG);
        Descriptor layer = blob(OCI_LAYER, "l");
        String document =
                SamplePlugin.imageJson(MediaTypes.OCI_MANIFEST, empty, List.of(config, layer))
                        .replaceFirst(
                                "\\{", "{\"artifactType\":\"" + MediaTypes.PLUGIN_CONFIG + "\",");
        tag("x", document, MediaTypes.OCI_MANIFEST);

        assertEquals(config, resolve().config());
        assertEquals(List.of(layer), resolve().layers());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/vnd.docker.image.rootfs.foreign.diff.tar.gzip",
                "application/vnd.oci.image.layer.nondistributable.v1.tar",
                "application/x-lzma"
            })
    void namesTheKindOfAnUnknownLayer(String type) {
        Descriptor config = blob(MediaTypes.PLUGIN_CONFIG, SamplePlugin.CONFIG);
        tag(
                "x",
                SamplePlugin.imageJson(
                        MediaTypes.DOCKER_MANIFEST, config, List.of(blob(type, "l"))),
                MediaTypes.DOCKER_MANIFEST);

        RegistryException error = failure();
        assertEquals(Reason.UNSUPPORTED, error.reason());
        assertTrue(error.getMessage().contains(type), error.getMessage());
    }

    @Test
    void refusesAPluginWithoutLayers() {
        Descriptor config = blob(MediaTypes.PLUGIN_CONFIG, SamplePlugin.CONFIG);
        tag(
                "x",
                SamplePlugin.imageJson(MediaTypes.DOCKER_MANIFEST, config, List.of()),
                MediaTypes.DOCKER_MANIFEST);

        assertTrue(failure().getMessage().contains("no root filesystem"));
    }

    @Test
    void refusesAHugeConfigUnread() {
        Descriptor huge =
                Descriptor.of(
                        MediaTypes.PLUGIN_CONFIG, new Digest("sha256", "c".repeat(64)), 1L << 40);
        tag(
                "x",
                SamplePlugin.imageJson(
                        MediaTypes.DOCKER_MANIFEST, huge, List.of(blob(OCI_LAYER, "l"))),
                MediaTypes.DOCKER_MANIFEST);

        RegistryException error = failure();
        assertEquals(Reason.CORRUPT, error.reason());
        assertEquals(0, server.requests(Served.blobLine("a/b", huge)).size());
    }

    @Test
    void refusesADeepConfig() {
        Descriptor config =
                blob(MediaTypes.PLUGIN_CONFIG, "{\"a\":" + "[".repeat(100) + "]".repeat(100) + "}");
        tag(
                "x",
                SamplePlugin.imageJson(
                        MediaTypes.DOCKER_MANIFEST, config, List.of(blob(OCI_LAYER, "l"))),
                MediaTypes.DOCKER_MANIFEST);

        assertTrue(failure().getMessage().contains("nested deeper than 64"));
    }

    @Test
    void leavesAConfigThatIsNoJsonToItsReader() throws Exception {
        Descriptor config = blob(MediaTypes.PLUGIN_CONFIG, "not json");
        tag(
                "x",
                SamplePlugin.imageJson(
                        MediaTypes.DOCKER_MANIFEST, config, List.of(blob(OCI_LAYER, "l"))),
                MediaTypes.DOCKER_MANIFEST);

        assertEquals("not json", new String(resolve().configBytes(), StandardCharsets.UTF_8));
    }

    @Test
    void refusesAConfigThatIsNotWhatItsDigestSays() {
        Descriptor config = blob(MediaTypes.PLUGIN_CONFIG, SamplePlugin.CONFIG);
        server.on(
                Served.blobLine("a/b", config),
                ScriptedResponses.of(200, SamplePlugin.CONFIG.replace("sample", "simple")));
        tag(
                "x",
                SamplePlugin.imageJson(
                        MediaTypes.DOCKER_MANIFEST, config, List.of(blob(OCI_LAYER, "l"))),
                MediaTypes.DOCKER_MANIFEST);

        assertEquals(Reason.CORRUPT, failure().reason());
    }
}
