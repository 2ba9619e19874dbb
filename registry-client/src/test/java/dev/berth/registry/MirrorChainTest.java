package dev.berth.registry;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.plugin.PluginReference;
import dev.berth.plugin.RegistryCredentials;
import dev.berth.plugin.error.RegistryException;
import dev.berth.plugin.error.RegistryException.Reason;
import dev.berth.registry.testing.SamplePlugin;
import dev.berth.registry.testing.ScriptedResponses;
import dev.berth.registry.testing.ScriptedServer;
import dev.berth.registry.testing.Served;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MirrorChainTest {
    private static final String MANIFEST = Served.manifestLine("a/b", "1");

    private final SamplePlugin plugin = new SamplePlugin(1, 10_000);

    private ScriptedServer origin;
    private ScriptedServer mirror;
    private TestClient client;

    @BeforeEach
    void start() throws Exception {
        origin = new ScriptedServer();
        mirror = new ScriptedServer();
        String[] mirrors = {origin.address() + "=" + mirror.address()};
        client = TestClient.with(Map.of("mirrors", mirrors, "retry.attempts.max.count", 2));
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        origin.close();
        mirror.close();
    }

    private String reference() {
        return origin.address() + "/a/b:1";
    }

    @Test
    void asksAMirrorBeforeTheRegistry() throws Exception {
        Served.plugin(mirror, "a/b", "1", plugin);

        client.resolve(reference());
        client.fetch(reference(), plugin.layer(0));

        assertEquals(0, origin.requests().size());
    }

    @Test
    void passesOverAMirrorThatHasNotWhatIsAskedFor() throws Exception {
        Served.plugin(origin, "a/b", "1", plugin);

        assertEquals(plugin.manifest().manifest(), client.resolve(reference()).manifest());
        assertTrue(client.log.lines().toString().contains("a mirror failed"));
    }

    @Test
    void passesOverAMirrorThatIsGone() throws Exception {
        Served.plugin(origin, "a/b", "1", plugin);
        mirror.close();

        assertArrayEquals(
                plugin.bytes(plugin.layer(0)), client.fetch(reference(), plugin.layer(0)));
    }

    @Test
    void passesOverAMirrorInTheMiddleOfABlob() throws Exception {
        Served.plugin(origin, "a/b", "1", plugin);
        byte[] bytes = plugin.bytes(plugin.layer(0));
        String line = Served.blobLine("a/b", plugin.layer(0));
        mirror.on(
                line, ScriptedResponses.brokenOff(200, bytes, 4000), ScriptedResponses.of(404, ""));
        origin.on(line, ScriptedResponses.ranged(bytes, 10_000));

        assertArrayEquals(bytes, client.fetch(reference(), plugin.layer(0)));
        assertEquals("bytes=4000-", origin.requests(line).get(0).header("Range"));
    }

    @Test
    void failsWithTheErrorOfTheRegistryNotOfAMirror() {
        mirror.on(MANIFEST, ScriptedResponses.of(403, "go away"));

        RegistryException error =
                assertThrows(RegistryException.class, () -> client.resolve(reference()));

        assertEquals(Reason.NOT_FOUND, error.reason());
        assertEquals(origin.address(), error.registry());
        assertTrue(error.getSuppressed()[0].getMessage().contains("go away"));
    }

    @Test
    void showsNoMirrorTheRegistrysLogin() throws Exception {
        Served.plugin(origin, "a/b", "1", plugin);
        mirror.on(MANIFEST, ScriptedResponses.unauthorized("Basic realm=\"mirror\""));
        origin.on(
                MANIFEST,
                ScriptedResponses.unauthorized("Basic realm=\"origin\""),
                ScriptedResponses.of(200, plugin.manifest().manifestBytes()));

        client.registry.resolve(
                PluginReference.parse(reference()),
                Optional.of(RegistryCredentials.of("ada", "secret")));

        assertFalse(
                mirror.requests().stream()
                        .anyMatch(request -> !request.header("Authorization").isEmpty()));
        assertTrue(origin.requests(MANIFEST).get(1).header("Authorization").startsWith("Basic "));
    }

    @Test
    void pushesToNoMirror() {
        assertThrows(RegistryException.class, () -> client.push(reference(), plugin));

        assertEquals(0, mirror.requests().size());
    }

    @ParameterizedTest
    @CsvSource({
        "registry_mirror:5000, to no host of the name \"registry_mirror\"",
        "mirror.example:99999, there is no port 99999"
    })
    void passesOverAMirrorThatJavaCannotConnectTo(String host, String reason) throws Exception {
        Served.plugin(origin, "a/b", "1", plugin);
        String[] mirrors = {origin.address() + "=" + host};
        try (TestClient other = TestClient.with(Map.of("mirrors", mirrors))) {
            other.resolve(reference());

            assertTrue(other.log.lines().toString().contains(reason), other.log.lines().toString());
        }
    }
}
