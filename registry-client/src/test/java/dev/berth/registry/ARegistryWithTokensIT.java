package dev.berth.registry;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.plugin.RegistryCredentials;
import dev.berth.plugin.error.RegistryException;
import dev.berth.plugin.error.RegistryException.Reason;
import dev.berth.registry.testing.SamplePlugin;
import dev.berth.registry.testing.TokenServer;
import dev.berth.testing.RealRegistry;
import dev.berth.testing.TestAuthority;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ARegistryWithTokensIT {
    private static final SamplePlugin PLUGIN = new SamplePlugin(1, 1000, 2000);
    private static final RegistryCredentials ADA = RegistryCredentials.of("ada", "secret");

    @TempDir static Path folder;

    private static TokenServer tokens;
    private static RealRegistry server;

    private TestClient client;

    @BeforeAll
    static void start() throws Exception {
        TestAuthority authority = new TestAuthority(folder);
        authority.issue("token", "rsa:2048");
        tokens = new TokenServer(authority);
        server =
                RealRegistry.start(
                        "",
                        ("auth: {token: {realm: \"%s\", service: berth, issuer: berth-test,"
                                        + " rootcertbundle: %s}}\n")
                                .formatted(tokens.realm(), authority.certificate()));
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
        tokens.close();
    }

    @BeforeEach
    void open() {
        client = TestClient.usual();
        tokens.requests().clear();
    }

    @AfterEach
    void close() {
        client.close();
    }

    private static String at(String name) {
        return server.address() + "/" + name;
    }

    @Test
    void letsInByOneTokenForAWholePush() throws Exception {
        client.push(at("a/plugin"), PLUGIN, ADA);

        assertEquals(List.of("ada:secret repository:a/plugin:pull,push"), tokens.requests());
    }

    @Test
    void letsInEverybodyToReadByOneTokenForAWholePull() throws Exception {
        client.push(at("open/plugin"), PLUGIN, ADA);
        tokens.requests().clear();

        client.resolve(at("open/plugin"));
        byte[] layer = client.fetch(at("open/plugin"), PLUGIN.layer(1));

        assertArrayEquals(PLUGIN.bytes(PLUGIN.layer(1)), layer);
        assertEquals(List.of("anonymous repository:open/plugin:pull"), tokens.requests());
    }

    @Test
    void keepsOneUsersTokenFromAnother() throws Exception {
        client.push(at("mine/plugin"), PLUGIN, ADA);

        RegistryException error =
                assertThrows(
                        RegistryException.class, () -> client.push(at("mine/plugin:2"), PLUGIN));

        assertEquals(Reason.UNAUTHORIZED, error.reason());
    }

    @Test
    void saysThatTheLoginIsWrong() {
        RegistryException error =
                assertThrows(
                        RegistryException.class,
                        () ->
                                client.push(
                                        at("a/plugin"),
                                        PLUGIN,
                                        RegistryCredentials.of("ada", "wrong")));

        assertEquals(Reason.UNAUTHORIZED, error.reason());
        assertTrue(error.getMessage().contains("the login is wrong"), error.getMessage());
    }

    @Test
    void asksForBothRepositoriesToTakeABlobFromAnother() throws Exception {
        client.push(at("from/plugin"), PLUGIN, ADA);
        client.push(at("to/plugin"), PLUGIN, ADA);

        assertTrue(
                tokens.requests()
                        .contains(
                                "ada:secret repository:to/plugin:pull,push"
                                        + " repository:from/plugin:pull"),
                tokens.requests().toString());
        assertArrayEquals(
                PLUGIN.bytes(PLUGIN.layer(0)), client.fetch(at("to/plugin"), PLUGIN.layer(0)));
    }
}
