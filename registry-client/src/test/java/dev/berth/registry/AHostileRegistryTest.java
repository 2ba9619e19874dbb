package dev.berth.registry;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.plugin.error.RegistryException;
import dev.berth.plugin.error.RegistryException.Reason;
import dev.berth.registry.testing.SamplePlugin;
import dev.berth.registry.testing.ScriptedResponses;
import dev.berth.registry.testing.ScriptedServer;
import dev.berth.registry.testing.Served;
import dev.berth.spi.Descriptor;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class AHostileRegistryTest {
    private static final String MANIFEST = Served.manifestLine("a/b", "1");

    private final SamplePlugin plugin = new SamplePlugin(1, 100_000);
    private final Descriptor layer = plugin.layer(0);

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
                                "response.timeout.milliseconds",
                                300L,
                                "connect.timeout.milliseconds",
                                300L,
                                "stall.timeout.milliseconds",
                                300L));
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        server.close();
    }

    private RegistryException resolving() {
        return assertThrows(
                RegistryException.class, () -> client.resolve(server.address() + "/a/b:1"));
    }

    /** Returns the error of the opening, or of the reading where that has begun already. */
    private RegistryException fetching() {
        Exception error =
                assertThrows(Exception.class, () -> client.fetch(server.address() + "/a/b", layer));
        return assertInstanceOf(
                RegistryException.class, error instanceof IOException ? error.getCause() : error);
    }

    private static void assertSays(String words, RegistryException error) {
        assertTrue(error.getMessage().contains(words), error.getMessage());
    }

    @Test
    void thatNeverAnswersIsGivenUp() {
        server.on(MANIFEST, (request, out) -> server.hold(20_000));

        RegistryException error = resolving();
        assertEquals(Reason.UNREACHABLE, error.reason());
        assertSays("it did not answer within", error);
    }

    @Test
    void thatStallsInAManifestIsGivenUp() {
        server.on(
                MANIFEST,
                (request, out) -> {
                    ScriptedResponses.head(out, 200, 100);
                    out.write('{');
                    out.flush();
                    server.hold(20_000);
                });

        assertSays("only 1 bytes came in", resolving());
    }

    @Test
    void thatDripsABlobIsGivenUp() {
        server.on(
                Served.blobLine("a/b", layer),
                (request, out) -> {
                    ScriptedResponses.head(out, 200, layer.size());
                    for (byte next : plugin.bytes(layer)) {
                        out.write(next);
                        out.flush();
                        server.hold(50);
                    }
                });

        assertEquals(Reason.UNREACHABLE, fetching().reason());
    }

    @Test
    void thatClosesWithoutAnAnswerIsGivenUpAfterAFewTries() {
        server.on(MANIFEST, ScriptedResponses.nothing());

        RegistryException error = resolving();
        assertEquals(Reason.UNREACHABLE, error.reason());
        assertSays("it closed the connection", error);
    }

    @Test
    void thatAnswersWithAPageIsTakenForWhatItIs() {
        server.on(
                MANIFEST,
                ScriptedResponses.of(200, "<html>", "Content-Type: text/html; charset=utf-8"));

        RegistryException error = resolving();
        assertEquals(Reason.CORRUPT, error.reason());
        assertSays("perhaps this is no registry", error);
    }

    @Test
    void thatAnswersWithAPageForABlobIsCaughtByItsSize() {
        server.on(
                Served.blobLine("a/b", layer),
                ScriptedResponses.of(200, "<html>", "Content-Type: text/html"));

        RegistryException error =
                assertThrows(
                        RegistryException.class,
                        () -> client.fetch(server.address() + "/a/b", layer));
        assertEquals(Reason.CORRUPT, error.reason());
        assertSays("it should bring 100000 bytes, and has 6", error);
    }

    @Test
    void thatSendsHeadersWithoutEndIsGivenUp() {
        server.on(
                MANIFEST,
                (request, out) -> {
                    out.write("HTTP/1.1 200 OK\r\n".getBytes(US_ASCII));
                    byte[] header = ("X: " + "x".repeat(1000) + "\r\n").getBytes(US_ASCII);
                    while (true) {
                        out.write(header);
                    }
                });

        assertEquals(Reason.UNREACHABLE, resolving().reason());
    }

    @Test
    void thatBreaksOffEveryBlobOnItsFirstByteIsGivenUp() {
        server.on(
                Served.blobLine("a/b", layer),
                ScriptedResponses.brokenOff(200, plugin.bytes(layer), 0));

        assertEquals(Reason.UNREACHABLE, fetching().reason());
    }

    @Test
    void thatRedirectsForEverIsGivenUp() {
        server.on(MANIFEST, ScriptedResponses.redirect("/v2/a/b/manifests/1"));

        RegistryException error = resolving();
        assertEquals(Reason.REFUSED, error.reason());
        assertSays("it redirects for ever", error);
        assertEquals(11, server.requests(MANIFEST).size());
    }

    @Test
    void thatRedirectsToPlainHttpIsNotFollowed() {
        server.on(
                MANIFEST, ScriptedResponses.redirect("http://registry.example/secret?signature=x"));

        RegistryException error = resolving();
        assertEquals(Reason.REFUSED, error.reason());
        assertSays("http://registry.example/secret,", error);
    }

    @Test
    void thatRedirectsToAFileIsNotFollowed() {
        server.on(MANIFEST, ScriptedResponses.redirect("file:///etc/passwd"));

        assertEquals(Reason.REFUSED, resolving().reason());
    }

    @Test
    void thatGivesOtherBytesEachTimeIsCaught() {
        server.on(
                Served.blobLine("a/b", layer),
                ScriptedResponses.of(200, new byte[(int) layer.size()]),
                ScriptedResponses.of(200, new byte[(int) layer.size()]));

        assertEquals(Reason.CORRUPT, fetching().reason());
    }

    @Test
    void thatLiesAboutAManifestsDigestIsCaught() {
        server.on(
                MANIFEST,
                ScriptedResponses.of(
                        200,
                        plugin.manifest().manifestBytes(),
                        "Docker-Content-Digest: " + layer.digest()));

        RegistryException error = resolving();
        assertEquals(Reason.CORRUPT, error.reason());
        assertSays("it is not what its digest", error);
    }

    @Test
    void thatSendsAManifestWithoutEndIsCutOff() {
        server.on(
                MANIFEST,
                (request, out) -> {
                    out.write(
                            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                                    .getBytes(US_ASCII));
                    byte[] blanks = " ".repeat(0x10000).getBytes(US_ASCII);
                    while (true) {
                        out.write("10000\r\n".getBytes(US_ASCII));
                        out.write(blanks);
                        out.write("\r\n".getBytes(US_ASCII));
                    }
                });

        assertSays("longer than 4194304 bytes", resolving());
    }

    @Test
    void cannotForgeLinesOfALog() {
        server.on(
                MANIFEST,
                ScriptedResponses.of(
                        403,
                        "{\"errors\":[{\"message\":\"a\\nroot logged in\\u001b[2J\"}]}",
                        "Content-Type: application/json"));

        String message = resolving().getMessage();
        assertFalse(message.contains("\n"));
        assertFalse(message.contains("\u001b"));
        assertTrue(message.contains("a root logged in"));
    }

    @Test
    void thatIsNotThereIsToldByName() throws Exception {
        String gone = server.address();
        server.close();

        RegistryException error =
                assertThrows(RegistryException.class, () -> client.resolve(gone + "/a/b:1"));
        assertEquals(Reason.UNREACHABLE, error.reason());
        assertSays("registry " + gone, error);
        assertSays("connection refused", error);
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "-5", "1e3", "99999999999999999999", "5, 6", "1.5"})
    void thatSendsNoNumberAsLengthIsToldOfInPlainWords(String length) {
        server.on(
                MANIFEST,
                (request, out) -> {
                    String head = "HTTP/1.1 200 OK\r\nContent-Length: " + length + "\r\n\r\n{}";
                    out.write(head.getBytes(US_ASCII));
                    out.flush();
                    throw new IOException("the end, as the script says");
                });

        String message = resolving().getMessage();
        assertFalse(message.contains("Exception") || message.contains("java."), message);
        assertFalse(message.contains("For input string"), message);
    }
}
