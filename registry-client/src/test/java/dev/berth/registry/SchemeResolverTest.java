package dev.berth.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.berth.plugin.error.RegistryException;
import dev.berth.plugin.error.RegistryException.Reason;
import dev.berth.registry.testing.ScriptedServer;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SchemeResolverTest {

    @Test
    void triesNoPlainHttpWhereItIsNotAllowed() throws Exception {
        // The proxy sees what would go out: a tunnel for https, and never a plain request.
        try (ScriptedServer proxy = new ScriptedServer();
                TestClient client =
                        TestClient.with(
                                Map.of(
                                        "http.proxy",
                                        proxy.address(),
                                        "https.proxy",
                                        proxy.address(),
                                        "retry.attempts.max.count",
                                        1))) {
            assertThrows(RegistryException.class, () -> client.resolve("registry.invalid/a/b:1"));

            assertEquals(
                    0L,
                    proxy.requests().stream()
                            .filter(request -> !request.method().equals("CONNECT"))
                            .count());
        }
    }

    @Test
    void givesTheErrorOfPlainHttpNotOfTheHttpsTry() throws Exception {
        try (ScriptedServer server = new ScriptedServer();
                TestClient client = TestClient.usual()) {
            RegistryException error =
                    assertThrows(
                            RegistryException.class,
                            () -> client.resolve(server.address() + "/a/b:1"));
            assertEquals(Reason.NOT_FOUND, error.reason());
            assertEquals(
                    "registry %s: a/b:1 is not there: not here (MANIFEST_UNKNOWN); check the name and the tag"
                            .formatted(server.address()),
                    error.getMessage());
        }
    }
}
