package dev.berth.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.plugin.error.RegistryException;
import dev.berth.registry.testing.SamplePlugin;
import dev.berth.registry.testing.ScriptedResponses;
import dev.berth.registry.testing.ScriptedServer;
import dev.berth.registry.testing.Served;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AProxyTest {
    private static final String CONNECT = "CONNECT registry.invalid:443";

    private final SamplePlugin plugin = new SamplePlugin(1, 10);
    private final String[] insecure = {"registry.invalid"};

    private ScriptedServer proxy;

    @BeforeEach
    void start() throws Exception {
        proxy = new ScriptedServer();
        proxy.on(CONNECT, ScriptedResponses.of(502, ""));
        Served.plugin(proxy, "a/b", "1", plugin);
        proxy.on(
                "GET http://registry.invalid/v2/a/b/manifests/1",
                ScriptedResponses.of(200, plugin.manifest().manifestBytes()));
        proxy.on(
                "GET http://registry.invalid/v2/a/b/blobs/" + plugin.manifest().config().digest(),
                ScriptedResponses.of(200, plugin.manifest().configBytes()));
    }

    @AfterEach
    void stop() throws Exception {
        proxy.close();
    }

    @Test
    void carriesHttpsThroughATunnel() {
        Map<String, String> environment = Map.of("HTTPS_PROXY", "http://" + proxy.address());
        try (TestClient client =
                TestClient.with(Map.of("retry.attempts.max.count", 1), environment)) {
            assertThrows(RegistryException.class, () -> client.resolve("registry.invalid/a/b:1"));
        }
        assertEquals(CONNECT, proxy.requests().get(0).line());
    }

    @Test
    void thatWantsALoginIsToldOf() {
        proxy.on(CONNECT, ScriptedResponses.of(407, "", "Proxy-Authenticate: Basic realm=\"x\""));
        try (TestClient client =
                TestClient.with(
                        Map.of("retry.attempts.max.count", 1, "https.proxy", proxy.address()))) {
            RegistryException error =
                    assertThrows(
                            RegistryException.class,
                            () -> client.resolve("registry.invalid/a/b:1"));
            assertTrue(
                    error.getMessage().contains("a proxy that asks for a login"),
                    error.getMessage());
        }
    }

    @Test
    void carriesPlainHttp() throws Exception {
        Map<String, Object> values =
                Map.of(
                        "insecure.registries",
                        insecure,
                        "http.proxy",
                        "http://" + proxy.address(),
                        "https.proxy",
                        proxy.address());
        try (TestClient client = TestClient.with(values)) {
            assertEquals(
                    plugin.manifest().manifest(),
                    client.resolve("registry.invalid/a/b:1").manifest());
        }
    }

    @Test
    void isPassedByForThisMachine() throws Exception {
        try (ScriptedServer registry = new ScriptedServer();
                TestClient client =
                        TestClient.with(
                                Map.of(
                                        "http.proxy",
                                        proxy.address(),
                                        "https.proxy",
                                        proxy.address()))) {
            Served.plugin(registry, "a/b", "1", plugin);
            client.resolve(registry.address() + "/a/b:1");
        }
        assertEquals(0, proxy.requests().size());
    }

    @Test
    void isPassedByForHostsThatAreNamed() {
        String[] named = {".invalid"};
        try (TestClient client =
                TestClient.with(Map.of("https.proxy", proxy.address(), "no.proxy", named))) {
            RegistryException error =
                    assertThrows(
                            RegistryException.class,
                            () -> client.resolve("registry.invalid/a/b:1"));
            assertTrue(error.getMessage().contains("there is no such host"), error.getMessage());
        }
        assertEquals(0, proxy.requests().size());
    }
}
