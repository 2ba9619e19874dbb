package dev.berth.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.plugin.error.RegistryException;
import dev.berth.plugin.error.RegistryException.Reason;
import dev.berth.registry.testing.SamplePlugin;
import dev.berth.registry.testing.ScriptedResponses;
import dev.berth.registry.testing.ScriptedServer;
import dev.berth.registry.testing.ScriptedServer.Script;
import dev.berth.registry.testing.Served;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryTransportTest {
    private static final String MANIFEST = Served.manifestLine("a/b", "1");

    private final SamplePlugin plugin = new SamplePlugin(1, 10);
    private final Script manifest = ScriptedResponses.of(200, plugin.manifest().manifestBytes());

    private ScriptedServer server;
    private TestClient client;

    @BeforeEach
    void start() throws Exception {
        server = new ScriptedServer();
        client = TestClient.with(Map.of("retry.attempts.max.count", 3));
        Served.plugin(server, "a/b", "1", plugin);
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        server.close();
    }

    private void resolve() throws Exception {
        client.resolve(server.address() + "/a/b:1");
    }

    private RegistryException failure() {
        return assertThrows(RegistryException.class, this::resolve);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503, 504})
    void sendsAgainWhatABusyRegistryDidNotTake(int status) throws Exception {
        server.on(
                MANIFEST,
                ScriptedResponses.of(status, ""),
                ScriptedResponses.of(status, ""),
                manifest);

        resolve();

        assertEquals(3, server.requests(MANIFEST).size());
    }

    @Test
    void givesUpAfterTheLastTry() {
        server.on(MANIFEST, ScriptedResponses.of(503, "tired"));

        RegistryException error = failure();
        assertEquals(Reason.REFUSED, error.reason());
        assertTrue(error.getMessage().contains("503"), error.getMessage());
        assertTrue(error.getMessage().contains("tired"), error.getMessage());
        assertEquals(3, server.requests(MANIFEST).size());
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 404, 405, 410, 501})
    void doesNotSendAgainWhatWillNotBeAnsweredOtherwise(int status) {
        server.on(MANIFEST, ScriptedResponses.of(status, ""));

        failure();

        assertEquals(1, server.requests(MANIFEST).size());
    }

    @Test
    void triesHttpsAgainWhenPlainHttpIsComplainedOf() throws Exception {
        server.on(MANIFEST, manifest, ScriptedResponses.of(400, "send https"), manifest);
        resolve();

        resolve();

        assertEquals(3, server.requests(MANIFEST).size());
    }

    @Test
    void waitsForTheTimeThatTheRegistryAsksFor() throws Exception {
        server.on(MANIFEST, ScriptedResponses.of(429, "", "Retry-After: 1"), manifest);
        long start = System.nanoTime();

        resolve();

        assertTrue(System.nanoTime() - start >= 1_000_000_000L);
    }

    @Test
    void waitsNoLongerThanAllowed() {
        server.on(MANIFEST, ScriptedResponses.of(429, "", "Retry-After: 3600"));

        RegistryException error = failure();
        assertEquals(Reason.REFUSED, error.reason());
        assertTrue(error.getMessage().contains("asks to come back in 3600 s"), error.getMessage());
        assertEquals(1, server.requests(MANIFEST).size());
    }

    @Test
    void sendsAgainWhenAConnectionBreaks() throws Exception {
        server.on(MANIFEST, manifest, ScriptedResponses.nothing(), manifest);
        resolve();

        resolve();

        assertTrue(server.requests(MANIFEST).size() >= 3);
    }

    @Test
    void sendsAgainWhenAManifestBreaksOff() throws Exception {
        byte[] bytes = plugin.manifest().manifestBytes();
        server.on(MANIFEST, ScriptedResponses.brokenOff(200, bytes, 20), manifest);

        resolve();

        assertEquals(2, server.requests(MANIFEST).size());
    }

    @Test
    void waitsNoMoreOnceTheClientIsStopped() throws Exception {
        server.on(
                MANIFEST,
                (request, out) -> {
                    ScriptedResponses.head(out, 503, 0, "Retry-After: 50");
                    out.flush();
                    client.close();
                });
        long start = System.nanoTime();

        RegistryException error = failure();

        assertTrue(error.getMessage().contains("has been stopped"), error.getMessage());
        assertTrue(System.nanoTime() - start < 20_000_000_000L);
    }
}
