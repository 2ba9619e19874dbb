package dev.berth.registry;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.plugin.Digest;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.error.RegistryException;
import dev.berth.plugin.error.RegistryException.Reason;
import dev.berth.registry.testing.SamplePlugin;
import dev.berth.registry.testing.ScriptedResponses;
import dev.berth.registry.testing.ScriptedServer;
import dev.berth.registry.testing.ScriptedServer.Received;
import dev.berth.registry.testing.ScriptedServer.Script;
import dev.berth.spi.Descriptor;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PluginPusherTest {
    private static final Script CREATED = ScriptedResponses.of(201, "");

    private final SamplePlugin plugin = new SamplePlugin(1, 9_000_000);
    private final Descriptor layer = plugin.layer(0);
    private final Descriptor config = plugin.manifest().config();

    private ScriptedServer server;
    private TestClient client;

    @BeforeEach
    void start() throws Exception {
        server = new ScriptedServer();
        client = TestClient.with(Map.of("retry.attempts.max.count", 3));
        server.on("HEAD /v2/a/b/blobs/" + layer.digest(), ScriptedResponses.of(404, ""));
        server.on("HEAD /v2/a/b/blobs/" + config.digest(), stored(200, config));
        server.on("POST /v2/a/b/blobs/uploads/", at("/up/1?state=x"));
        server.on("PUT /up/1", CREATED);
        server.on("PUT /v2/a/b/manifests/1", CREATED);
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        server.close();
    }

    private static Script at(String location) {
        return ScriptedResponses.of(202, "", "Location: " + location);
    }

    private void push() throws Exception {
        client.push(server.address() + "/a/b:1", plugin);
    }

    private RegistryException failure() {
        return assertThrows(RegistryException.class, this::push);
    }

    @Test
    void sendsABlobInOneRequestWithTheDigestAfterTheRegistrysQuery() throws Exception {
        push();

        Received sent = server.requests("PUT /up/1").get(0);
        assertEquals("/up/1?state=x&digest=" + layer.digest(), sent.path());
        assertEquals("9000000", sent.header("Content-Length"));
        assertArrayEquals(plugin.bytes(layer), sent.body());
    }

    @Test
    void sendsTheManifestLast() throws Exception {
        push();

        List<Received> all = server.requests();
        Received last = all.get(all.size() - 1);
        assertEquals("PUT /v2/a/b/manifests/1", last.line());
        assertEquals(plugin.manifest().manifest().mediaType(), last.header("Content-Type"));
        assertArrayEquals(plugin.manifest().manifestBytes(), last.body());
    }

    @Test
    void sendsChunksOfABlobThatIsTooLargeAtOnce() throws Exception {
        server.on("PUT /up/1", ScriptedResponses.of(413, ""), CREATED);
        server.on("PATCH /up/1", at("/up/1"));

        push();

        List<Received> chunks = server.requests("PATCH /up/1");
        assertEquals(
                List.of("0-8388607", "8388608-8999999"),
                chunks.stream().map(one -> one.header("Content-Range")).toList());
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        chunks.forEach(one -> all.writeBytes(one.body()));
        assertArrayEquals(plugin.bytes(layer), all.toByteArray());
    }

    @Test
    void sendsChunksAsLargeAsTheRegistryWants() throws Exception {
        server.on(
                "POST /v2/a/b/blobs/uploads/",
                ScriptedResponses.of(202, "", "Location: /up/1", "OCI-Chunk-Min-Length: 5000000"));
        server.on("PATCH /up/1", at("/up/1"));

        try (TestClient chunking = TestClient.with(Map.of("chunk.max.bytes", 1000L))) {
            chunking.push(server.address() + "/a/b:1", plugin);
        }

        assertEquals("0-4999999", server.requests("PATCH /up/1").get(0).header("Content-Range"));
    }

    @Test
    void beginsAnewWhenAnUploadBreaksOff() throws Exception {
        server.on("PUT /up/1", ScriptedResponses.nothing(), CREATED);

        push();

        assertEquals(2, server.requests("POST /v2/a/b/blobs/uploads/").size());
    }

    @Test
    void givesUpWhenAnUploadBreaksOffAgainAndAgain() {
        server.on("PUT /up/1", ScriptedResponses.nothing());

        assertEquals(Reason.UNREACHABLE, failure().reason());
        assertEquals(3, server.requests("PUT /up/1").size());
        assertEquals(0, server.requests("PUT /v2/a/b/manifests/1").size());
    }

    @Test
    void tellsHowFarItIs() throws Exception {
        List<Long> told = new ArrayList<>();

        client.registry.push(
                PluginReference.parse(server.address() + "/a/b:1"),
                plugin.manifest(),
                plugin.source(),
                Optional.empty(),
                (blob, sent) -> {
                    if (blob.equals(layer)) {
                        told.add(sent);
                    }
                });

        assertTrue(told.size() > 10);
        assertEquals(told.stream().sorted().toList(), told);
        assertEquals(layer.size(), told.get(told.size() - 1));
        assertEquals(1, told.stream().filter(sent -> sent == layer.size()).count());
    }

    @Test
    void sendsNothingToAPlaceThatIsNotSafe() {
        server.on("POST /v2/a/b/blobs/uploads/", at("http://elsewhere.example/up"));

        assertEquals(Reason.REFUSED, failure().reason());
    }

    @Test
    void needsAPlaceToGoTo() {
        server.on("POST /v2/a/b/blobs/uploads/", ScriptedResponses.of(202, ""));

        assertEquals(Reason.CORRUPT, failure().reason());
    }

    @Test
    void failsWhenTheRegistryStoredSomethingElse() {
        server.on(
                "PUT /v2/a/b/manifests/1",
                ScriptedResponses.of(201, "", "Docker-Content-Digest: " + layer.digest()));

        assertEquals(Reason.CORRUPT, failure().reason());
    }

    @Test
    void failsInTheRegistrysOwnWords() {
        server.on(
                "PUT /v2/a/b/manifests/1",
                ScriptedResponses.of(
                        400,
                        "{\"errors\":[{\"code\":\"MANIFEST_INVALID\",\"message\":\"no thanks\"}]}",
                        "Content-Type: application/json"));

        RegistryException error = failure();
        assertEquals(Reason.REFUSED, error.reason());
        assertTrue(error.getMessage().contains("no thanks (MANIFEST_INVALID)"));
    }

    @ParameterizedTest
    @CsvSource({
        "/up/1?state=a|b&t={c}, /up/1?state=a%7Cb&t=%7Bc%7D",
        "/up/1?_state=x%2Fy+z,  /up/1?_state=x%2Fy+z",
        "/up/1,                 /up/1"
    })
    void keepsTheQueryOfAPlaceToUploadTo(String location, String target) throws Exception {
        server.on("POST /v2/a/b/blobs/uploads/", at(location));

        push();

        String query = target.contains("?") ? "&" : "?";
        assertEquals(
                target + query + "digest=" + layer.digest(),
                server.requests("PUT /up/1").get(0).path());
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 405, 406, 501})
    void sendsABlobThatTheRegistryDoesNotAnswerFor(int status) throws Exception {
        server.on("HEAD /v2/a/b/blobs/" + layer.digest(), ScriptedResponses.of(status, ""));

        push();

        assertEquals(1, server.requests("PUT /up/1").size());
    }

    @Test
    void sendsABlobThatTheRegistryHasInAnotherSize() throws Exception {
        server.on("HEAD /v2/a/b/blobs/" + layer.digest(), ScriptedResponses.of(200, "<html>"));

        push();

        assertEquals(1, server.requests("PUT /up/1").size());
    }

    @Test
    void leavesOutABlobThatTheRegistryNamesByItsDigest() throws Exception {
        server.on("HEAD /v2/a/b/blobs/" + layer.digest(), stored(204, layer));

        push();

        assertEquals(0, server.requests("PUT /up/1").size());
    }

    private static Script stored(int status, Descriptor blob) {
        return ScriptedResponses.of(status, "", "Docker-Content-Digest: " + blob.digest());
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 202, 204})
    void takesASuccessThatNamesTheDigest(int status) throws Exception {
        server.on("PUT /up/1", stored(status, layer));
        server.on("PUT /v2/a/b/manifests/1", stored(status, plugin.manifest().manifest()));

        push();

        assertEquals(1, server.requests("HEAD /v2/a/b/blobs/" + layer.digest()).size());
    }

    @Test
    void looksForABlobThatTheRegistryDoesNotConfirm() throws Exception {
        server.on("PUT /up/1", ScriptedResponses.of(204, ""), CREATED);
        String head = "HEAD /v2/a/b/blobs/" + layer.digest();
        server.on(head, ScriptedResponses.of(404, ""), stored(200, layer));

        push();

        assertEquals(2, server.requests(head).size());
    }

    @Test
    void failsWhenABlobIsNotThereAfterItsSuccess() {
        server.on("PUT /up/1", ScriptedResponses.of(200, ""));

        RegistryException error = failure();
        assertEquals(Reason.CORRUPT, error.reason());
        assertTrue(error.getMessage().contains("the blob is not there"), error.getMessage());
        assertEquals(0, server.requests("PUT /v2/a/b/manifests/1").size());
    }

    @Test
    void looksForAManifestThatTheRegistryDoesNotConfirm() throws Exception {
        server.on("PUT /v2/a/b/manifests/1", ScriptedResponses.of(200, ""));
        assertEquals(Reason.NOT_FOUND, failure().reason());

        server.on(
                "GET /v2/a/b/manifests/1",
                ScriptedResponses.of(200, plugin.manifest().manifestBytes()));
        push();
    }

    @Test
    void goesOnAtTheSamePlaceAfterAChunkThatNamesNone() throws Exception {
        server.on("PATCH /up/1", ScriptedResponses.of(204, ""));

        try (TestClient chunking = TestClient.with(Map.of("chunk.max.bytes", 5_000_000L))) {
            chunking.push(server.address() + "/a/b:1", plugin);
        }

        assertEquals(2, server.requests("PATCH /up/1").size());
    }

    @Test
    void sendsABlobThatTheRegistryDoesNotMount() throws Exception {
        pushElsewhere(ScriptedResponses.of(400, "no mounts here"));
    }

    @Test
    void sendsABlobInThePlaceOfWhichTheRegistryMountsAnother() throws Exception {
        String other = "Docker-Content-Digest: " + Digest.sha256(new byte[] {7});

        pushElsewhere(ScriptedResponses.of(201, "", other));
    }

    private void pushElsewhere(Script toMount) throws Exception {
        push();
        server.on("HEAD /v2/c/d/blobs/" + layer.digest(), ScriptedResponses.of(404, ""));
        server.on("HEAD /v2/c/d/blobs/" + config.digest(), stored(200, config));
        server.on("POST /v2/c/d/blobs/uploads/", toMount, at("/up/1"));
        server.on("PUT /v2/c/d/manifests/1", CREATED);

        client.push(server.address() + "/c/d:1", plugin);

        assertEquals(2, server.requests("PUT /up/1").size());
    }
}
