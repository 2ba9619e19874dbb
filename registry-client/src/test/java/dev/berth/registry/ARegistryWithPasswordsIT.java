package dev.berth.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.plugin.RegistryCredentials;
import dev.berth.plugin.error.RegistryException;
import dev.berth.plugin.error.RegistryException.Reason;
import dev.berth.registry.testing.SamplePlugin;
import dev.berth.testing.RealRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ARegistryWithPasswordsIT {
    private static final SamplePlugin PLUGIN = new SamplePlugin(1, 1000);
    private static final String ADA = "YWRhOnNlY3JldA==";

    private static RealRegistry server;

    @TempDir Path docker;

    @BeforeAll
    static void start() throws Exception {
        server = RealRegistry.withPasswords();
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    private static String reference() {
        return server.address() + "/a/plugin";
    }

    private TestClient client(String config) throws Exception {
        Files.writeString(docker.resolve("config.json"), config);
        return TestClient.with(
                Map.of("docker.config.folder", docker.toString()),
                Map.of("PATH", docker.toString()));
    }

    private void helper(String name, String script) throws Exception {
        Path file = Files.writeString(docker.resolve("docker-credential-" + name), script);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void letsInWhoComesWithALogin() throws Exception {
        try (TestClient client = TestClient.usual()) {
            client.push(reference(), PLUGIN, RegistryCredentials.of("ada", "secret"));
        }
    }

    @Test
    void letsInWhoseLoginIsInDockersFile() throws Exception {
        String auths = "{\"auths\":{\"%s\":{\"auth\":\"%s\"}}}".formatted(server.address(), ADA);
        try (TestClient client = client(auths)) {
            client.push(reference(), PLUGIN);
            assertEquals(PLUGIN.manifest().manifest(), client.resolve(reference()).manifest());
            client.fetch(reference(), PLUGIN.layer(0));
        }
    }

    @Test
    void letsInWhoseLoginAHelperKeeps() throws Exception {
        helper(
                "safe",
                """
                #!/bin/sh
                read -r host
                [ "$1 $host" = "get %s" ] || exit 1
                echo '{"ServerURL":"x","Username":"ada","Secret":"secret"}'
                """
                        .formatted(server.address()));
        try (TestClient client =
                client("{\"credHelpers\":{\"%s\":\"safe\"}}".formatted(server.address()))) {
            client.push(reference(), PLUGIN);
        }
    }

    @Test
    void letsInWhoseLoginTheStoreOfAllLoginsKeeps() throws Exception {
        helper("all", "#!/bin/sh\necho '{\"Username\":\"ada\",\"Secret\":\"secret\"}'\n");
        try (TestClient client = client("{\"credsStore\":\"all\"}")) {
            client.push(reference(), PLUGIN);
        }
    }

    @Test
    void turnsAwayWhoHasNoLoginAndSaysHowToGetOne() {
        try (TestClient client = TestClient.usual()) {
            RegistryException error =
                    assertThrows(RegistryException.class, () -> client.resolve(reference()));

            assertEquals(Reason.UNAUTHORIZED, error.reason());
            assertTrue(error.getMessage().contains("docker login " + server.address()));
        }
    }

    @Test
    void turnsAwayAWrongPasswordWithoutRepeatingIt() {
        try (TestClient client = TestClient.usual()) {
            RegistryException error =
                    assertThrows(
                            RegistryException.class,
                            () ->
                                    client.push(
                                            reference(),
                                            PLUGIN,
                                            RegistryCredentials.of("ada", "Passw0rd-x")));

            assertEquals(Reason.UNAUTHORIZED, error.reason());
            assertFalse(error.getMessage().contains("Passw0rd-x"));
            assertFalse(client.log.lines().toString().contains("Passw0rd-x"));
        }
    }

    @Test
    void isNotAskedWithoutALoginWhenTheHelperFails() throws Exception {
        helper("bad", "#!/bin/sh\necho no such key\necho something-secret\nexit 3\n");
        try (TestClient client = client("{\"credsStore\":\"bad\"}")) {
            RegistryException error =
                    assertThrows(RegistryException.class, () -> client.resolve(reference()));

            String message = error.getMessage();
            assertTrue(
                    message.contains("docker-credential-bad ended with exit code 3: no such key"),
                    message);
            assertTrue(message.contains(docker.resolve("config.json").toString()), message);
            assertFalse(message.contains("something-secret"));
            assertFalse(client.log.lines().toString().contains("something-secret"));
        }
    }
}
