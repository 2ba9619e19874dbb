package dev.berth.registry;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.plugin.error.RegistryException;
import dev.berth.plugin.error.RegistryException.Reason;
import dev.berth.registry.testing.SamplePlugin;
import dev.berth.registry.testing.ScriptedResponses;
import dev.berth.registry.testing.ScriptedServer;
import dev.berth.registry.testing.ScriptedServer.Script;
import dev.berth.registry.testing.Served;
import dev.berth.spi.Descriptor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Redirects as storage services and proxies send them. */
class RedirectsTest {
    private static final String MANIFEST = Served.manifestLine("a/b", "1");

    private final SamplePlugin plugin = new SamplePlugin(1, 100);
    private final Descriptor layer = plugin.layer(0);
    private final String blob = Served.blobLine("a/b", layer);
    private final Script bytes = ScriptedResponses.of(200, plugin.bytes(layer));

    private ScriptedServer server;
    private ScriptedServer storage;
    private TestClient client;

    @BeforeEach
    void start() throws Exception {
        server = new ScriptedServer();
        storage = new ScriptedServer();
        client = TestClient.with(Map.of("retry.attempts.max.count", 2));
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        server.close();
        storage.close();
    }

    private byte[] fetch() throws Exception {
        return client.fetch(server.address() + "/a/b", layer);
    }

    private RegistryException failure() {
        return assertThrows(RegistryException.class, this::fetch);
    }

    private void redirectTo(String location) {
        server.on(blob, ScriptedResponses.redirect(location));
    }

    /** Returns the target of the one request that the storage got. */
    private String asked() {
        List<ScriptedServer.Received> all = storage.requests();
        assertEquals(1, all.size(), all.toString());
        return all.get(0).path();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "/b?s=a|b /b?s=a%7Cb",
                "/b?s={a}&t=\"c\" /b?s=%7Ba%7D&t=%22c%22",
                "/b^`\\<>?s=^`\\<> /b%5E%60%5C%3C%3E?s=%5E%60%5C%3C%3E",
                "/b?s=100%&t=%zz&u=% /b?s=100%25&t=%25zz&u=%25",
                "/b?X=a%2Fb%2fc+d%20e&S=%7C|&A=1;2 /b?X=a%2Fb%2fc+d%20e&S=%7C%7C&A=1;2",
                "/b?z=1&a=2&z=3&&= /b?z=1&a=2&z=3&&=",
                "/b?s=1#fragment|# /b?s=1",
                "/b[1]?s[]=1 /b%5B1%5D?s[]=1",
                "/b?s=é /b?s=%E9",
                "/a:b//c;d=e/%2e%2e/@?a?b /a:b//c;d=e/%2e%2e/@?a?b"
            })
    void goWhereTheLocationMeans(String location, String target) throws Exception {
        redirectTo("http://" + storage.address() + location);
        storage.on("GET " + target.split("\\?")[0], bytes);

        assertArrayEquals(plugin.bytes(layer), fetch());
        assertEquals(target, asked());
    }

    @Test
    void mayHaveABlankInTheirLocation() throws Exception {
        redirectTo("http://" + storage.address() + "/a b?name=x y");
        storage.on("GET /a%20b", bytes);

        assertArrayEquals(plugin.bytes(layer), fetch());
        assertEquals("/a%20b?name=x%20y", asked());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "HTTP://HOST/b /b",
                "//HOST/b /b",
                "http://user:secret@HOST/b /b",
                "http://HOST?b=1 /?b=1"
            })
    void mayWriteTheAddressAsTheyLike(String location, String target) throws Exception {
        redirectTo(location.replace("HOST", storage.address()));
        storage.on("GET " + target.split("\\?")[0], bytes);

        assertArrayEquals(plugin.bytes(layer), fetch());
        assertEquals(target, asked());
    }

    @Test
    void mayNameOnlyAQueryOrAnEndOfThePath() throws Exception {
        server.on(
                blob,
                ScriptedResponses.redirect("?signed=1|2"),
                ScriptedResponses.redirect("other|part"));
        server.on("GET /v2/a/b/blobs/other%7Cpart", bytes);

        assertArrayEquals(plugin.bytes(layer), fetch());
        assertEquals(
                "/v2/a/b/blobs/" + layer.digest() + "?signed=1%7C2",
                server.requests(blob).get(1).path());
    }

    @Test
    void withControlCharactersAreNotFollowed() {
        redirectTo("http://" + storage.address() + "/a\u001b[2J");

        String message = failure().getMessage();
        assertTrue(message.contains("a header with a character that HTTP does not allow"), message);
        assertTrue(message.matches("\\P{Cntrl}*"), message);
        assertTrue(storage.requests().isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://",
                "http:///b",
                "http:/b",
                "http:b",
                "http://h:70000/b",
                "http://h:-1/b",
                "http://h:x/b",
                "http://a b/c",
                "http://a|b/c",
                "http://[::1/b",
                "http://%zz/b",
                "https://h:99999999999999999999/b"
            })
    void toNoHostAreNotFollowed(String location) {
        redirectTo(location);

        RegistryException error = failure();
        assertEquals(Reason.CORRUPT, error.reason());
        assertTrue(error.getMessage().contains("it sends its clients to"), error.getMessage());
        assertFalse(error.getMessage().contains("Exception"), error.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://h/b", "file:///etc/passwd", "javascript:1", "localhost:5000/b"})
    void toAnotherSchemeAreNotFollowed(String location) {
        redirectTo(location);

        RegistryException error = failure();
        assertEquals(Reason.REFUSED, error.reason());
        assertTrue(error.getMessage().contains("neither https nor http"), error.getMessage());
    }

    @Test
    void areToldOfWithoutWhatIsSecretInThem() {
        redirectTo("http://user:pa55@registry.example/b?X-Amz-Signature=5ecret");

        String message = failure().getMessage();
        assertTrue(message.contains("registry.example/b"), message);
        assertFalse(message.contains("pa55") || message.contains("5ecret"), message);
    }

    @Test
    void toAHostOfUnicodeGoToItsAsciiName() {
        // The bytes of "bücher" in UTF-8, as a header has them.
        redirectTo("http://b\u00c3\u00bccher.example/b");

        String message = failure().getMessage();
        assertTrue(message.contains("http://xn--bcher-kva.example/b"), message);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void ofAManifestAreFollowed(int status) throws Exception {
        Served.plugin(server, "a/b", "1", plugin);
        server.on(MANIFEST, ScriptedResponses.of(status, "", "Location: /moved|1"));
        server.on("GET /moved%7C1", ScriptedResponses.of(200, plugin.manifest().manifestBytes()));

        assertEquals(
                plugin.manifest().manifest(),
                client.resolve(server.address() + "/a/b:1").manifest());
    }

    @Test
    void toAHostThatJavaDoesNotConnectToAreToldOfByThatReason() throws Exception {
        redirectTo("https://my_bucket.s3.example/b?X-Amz-Signature=5ecret");

        RegistryException error = failure();
        assertEquals(Reason.REFUSED, error.reason());
        assertTrue(
                error.getMessage().contains("to no host of the name \"my_bucket.s3.example\""),
                error.getMessage());
        assertFalse(error.getMessage().contains("5ecret"), error.getMessage());
    }
}
