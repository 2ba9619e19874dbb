package dev.berth.registry;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.berth.plugin.Digest;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.error.RegistryException;
import dev.berth.plugin.error.RegistryException.Reason;
import dev.berth.registry.testing.SamplePlugin;
import dev.berth.registry.testing.ScriptedResponses;
import dev.berth.registry.testing.ScriptedServer;
import dev.berth.registry.testing.Served;
import dev.berth.shared.oci.MediaTypes;
import dev.berth.spi.PluginManifest;
import dev.berth.spi.Referrer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What refers to a plugin, by the referrers API, its fallback tag and cosign's tag. */
class ReferrerFinderTest {
    private static final Digest SUBJECT = Digest.sha256(new byte[] {7});
    private static final String TAG = "sha256-" + SUBJECT.hex();
    private static final String API = "GET /v2/a/b/referrers/" + SUBJECT;
    private static final String TYPE = "Content-Type: ";

    private ScriptedServer server;
    private TestClient client;

    @BeforeEach
    void start() throws Exception {
        server = new ScriptedServer();
        client = TestClient.with(Map.of("platform", "linux/amd64", "retry.attempts.max.count", 1));
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        server.close();
    }

    @Test
    void asksTheApiAndCosignsTag() throws Exception {
        String one = manifest(server, "one");
        String two = manifest(server, "two");
        listed(server, API, one, two);
        tagged(TAG + ".sig", MediaTypes.OCI_MANIFEST, image("cosign"));
        assertEquals(List.of(image("cosign"), image("one"), image("two")), found());
    }

    @Test
    void takesTheFallbackTagOfARegistryWithoutTheApi() throws Exception {
        listed(server, Served.manifestLine("a/b", TAG), manifest(server, "one"));
        assertEquals(List.of(image("one")), found());
        assertEquals(1, server.requests(API).size());
    }

    @Test
    void findsNothingWhereNothingIs() throws Exception {
        assertEquals(List.of(), found());
        listed(server, API);
        assertEquals(List.of(), found());
    }

    @Test
    void takesAFewDozenAndLeavesTheRest() throws Exception {
        List<String> entries = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            entries.add(manifest(server, "n" + i));
        }
        listed(server, API, entries.toArray(String[]::new));
        assertEquals(32, found().size());
    }

    @Test
    void refusesAManifestThatIsNotItsDigest() throws Exception {
        String entry = manifest(server, "one");
        Digest digest = Digest.sha256(bytes(image("one")));
        listed(server, API, entry);
        tagged(digest.toString(), MediaTypes.OCI_MANIFEST, image("other"));
        assertEquals(Reason.CORRUPT, failure().reason());
    }

    @Test
    void failsWhenTheRegistryCannotSay() throws Exception {
        server.on(API, ScriptedResponses.of(500, ""));
        assertEquals(Reason.REFUSED, failure().reason());
        server.on(API, ScriptedResponses.of(200, "{}", TYPE + MediaTypes.OCI_INDEX));
        assertEquals(Reason.CORRUPT, failure().reason());
    }

    @Test
    void asksTheRegistryWhenAMirrorDoesNotKnow() throws Exception {
        try (ScriptedServer mirror = new ScriptedServer();
                TestClient mirrored =
                        TestClient.with(
                                Map.of(
                                        "mirrors",
                                        new String[] {
                                            server.address() + "=" + mirror.address()
                                        }))) {
            listed(server, API, manifest(server, "one"));
            assertEquals(List.of(image("one")), found(mirrored));
            listed(mirror, API, manifest(mirror, "mirrored"));
            assertEquals(List.of(image("mirrored")), found(mirrored));
        }
    }

    @Test
    void opensTheBlobsOfAReferrerLikeAnyOther() throws Exception {
        SamplePlugin plugin = new SamplePlugin(1, 10);
        Served.plugin(server, "a/b", "1", plugin);
        assertArrayEquals(
                plugin.bytes(plugin.layer(0)),
                client.fetch(server.address() + "/a/b", plugin.layer(0)));
    }

    /** A signature may be of the index from which the plugin was chosen. */
    @Test
    void knowsTheIndexesThatLedToAPlugin() throws Exception {
        SamplePlugin plugin = new SamplePlugin(1, 10);
        Served.plugin(server, "a/b", "1", plugin);
        assertEquals(List.of(), client.resolve(server.address() + "/a/b:1").indexes());
        String platform = ",\"platform\":{\"os\":\"linux\",\"architecture\":\"amd64\"}}";
        String entry = SamplePlugin.json(plugin.manifest().manifest()).replaceFirst("}$", platform);
        String index = index(entry);
        tagged("all", MediaTypes.OCI_INDEX, index);
        PluginManifest chosen = client.resolve(server.address() + "/a/b:all");
        assertEquals(plugin.manifest().manifest(), chosen.manifest());
        assertEquals(1, chosen.indexes().size());
        assertEquals(Digest.sha256(bytes(index)), chosen.indexes().get(0).digest());
        assertEquals(index.length(), chosen.indexes().get(0).size());
    }

    private List<String> found() throws Exception {
        return found(client);
    }

    private List<String> found(TestClient asked) throws Exception {
        List<String> texts = new ArrayList<>();
        for (Referrer one : asked.registry.referrers(repository(), SUBJECT, Optional.empty())) {
            assertEquals(SUBJECT, one.subject());
            assertEquals(Digest.sha256(one.manifestBytes()), one.manifest().digest());
            texts.add(new String(one.manifestBytes(), StandardCharsets.UTF_8));
        }
        return texts;
    }

    private PluginReference repository() {
        return PluginReference.parse(server.address() + "/a/b:1");
    }

    private RegistryException failure() {
        return assertThrows(RegistryException.class, this::found);
    }

    private static String image(String name) {
        return "{\"schemaVersion\":2,\"layers\":[],\"config\":{},\"x\":\"" + name + "\"}";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Has a server give a manifest by digest, and returns its entry in an index. */
    private static String manifest(ScriptedServer server, String name) {
        byte[] bytes = bytes(image(name));
        Digest digest = Digest.sha256(bytes);
        server.on(
                Served.manifestLine("a/b", digest.toString()),
                ScriptedResponses.of(200, bytes, TYPE + MediaTypes.OCI_MANIFEST));
        // The type of the entry as cosign 3 leaves it in the fallback tag.
        return "{\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":%d,\"artifactType\":\"%s\"}"
                .formatted(MediaTypes.OCI_MANIFEST, digest, bytes.length, MediaTypes.OCI_EMPTY);
    }

    private static void listed(ScriptedServer server, String line, String... entries) {
        server.on(line, ScriptedResponses.of(200, index(entries), TYPE + MediaTypes.OCI_INDEX));
    }

    private void tagged(String tag, String type, String document) {
        server.on(
                Served.manifestLine("a/b", tag), ScriptedResponses.of(200, document, TYPE + type));
    }

    private static String index(String... entries) {
        return "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"manifests\":[%s]}"
                .formatted(MediaTypes.OCI_INDEX, String.join(",", entries));
    }

    @ParameterizedTest
    @ValueSource(ints = {405, 406, 501})
    void takesTheFallbackTagOfARegistryThatRefusesTheApi(int status) throws Exception {
        server.on(API, ScriptedResponses.of(status, ""));
        listed(server, Served.manifestLine("a/b", TAG), manifest(server, "one"));
        assertEquals(List.of(image("one")), found());
    }

    @Test
    void takesTheFallbackTagOfARegistryThatShowsAPageInstead() throws Exception {
        server.on(API, ScriptedResponses.of(200, "<html>", TYPE + "text/html"));
        listed(server, Served.manifestLine("a/b", TAG), manifest(server, "one"));
        assertEquals(List.of(image("one")), found());
    }
}
