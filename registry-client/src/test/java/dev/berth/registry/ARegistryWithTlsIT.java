package dev.berth.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.plugin.error.RegistryException;
import dev.berth.plugin.error.RegistryException.Reason;
import dev.berth.registry.testing.SamplePlugin;
import dev.berth.testing.RealRegistry;
import dev.berth.testing.TestAuthority;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ARegistryWithTlsIT {
    private static final SamplePlugin PLUGIN = new SamplePlugin(1, 100_000);

    @TempDir static Path folder;
    @TempDir Path certsFolder;

    private static TestAuthority authority;
    private static RealRegistry server;
    private static RealRegistry wrongName;
    private static RealRegistry asking;

    @BeforeAll
    static void start() throws Exception {
        authority = new TestAuthority(folder);
        authority.issue("server", "rsa:2048");
        authority.issue("other", "rsa:2048", "DNS:registry.example");
        authority.issue("client-rsa", "rsa:2048");
        authority.issue("client-ec", "ec -pkeyopt ec_paramgen_curve:P-256");
        server = RealRegistry.start(tls("server", ""), "");
        wrongName = RealRegistry.start(tls("other", ""), "");
        asking = RealRegistry.start(tls("server", ", clientcas: [%s]"), "");
    }

    private static String tls(String name, String more) {
        return ", tls: {certificate: %s, key: %s%s}"
                .formatted(
                        authority.certificate(name),
                        authority.key(name),
                        more.formatted(authority.certificate()));
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
        wrongName.close();
        asking.close();
    }

    private static void pushAndPull(TestClient client, RealRegistry registry) throws Exception {
        String reference = registry.address() + "/a/plugin";
        client.push(reference, PLUGIN);
        assertEquals(PLUGIN.manifest().manifest(), client.resolve(reference).manifest());
    }

    private Path putDown(RealRegistry registry, Path file, String name) throws Exception {
        Path target = certsFolder.resolve(registry.address()).resolve(name);
        Files.createDirectories(target.getParent());
        return Files.copy(file, target);
    }

    @Test
    void isTrustedByAnAuthorityThatIsConfigured() throws Exception {
        String[] files = {authority.certificate().toString()};
        try (TestClient client = TestClient.with(Map.of("ca.files", files))) {
            pushAndPull(client, server);
        }
    }

    @Test
    void isTrustedByAnAuthorityInDockersFolder() throws Exception {
        try (TestClient client = TestClient.with(Map.of("certs.folder", certsFolder.toString()))) {
            putDown(server, authority.certificate(), "ca.crt");
            pushAndPull(client, server);
        }
    }

    @Test
    void isNotTrustedByAnAuthorityForAnotherHost() throws Exception {
        try (TestClient client = TestClient.with(Map.of("certs.folder", certsFolder.toString()))) {
            putDown(wrongName, authority.certificate(), "ca.crt");
            assertUntrusted(client, server);
        }
    }

    @Test
    void isNotTrustedWithoutItsAuthorityEvenOnThisMachine() {
        try (TestClient client = TestClient.usual()) {
            assertUntrusted(client, server);
        }
    }

    @Test
    void isNotTrustedUnderAnotherName() {
        String[] files = {authority.certificate().toString()};
        try (TestClient client = TestClient.with(Map.of("ca.files", files))) {
            assertUntrusted(client, wrongName);
        }
    }

    private static void assertUntrusted(TestClient client, RealRegistry registry) {
        RegistryException error =
                assertThrows(
                        RegistryException.class,
                        () -> client.resolve(registry.address() + "/a/plugin"));
        assertEquals(Reason.UNREACHABLE, error.reason());
        assertTrue(
                error.getMessage().contains("its certificate is not trusted"), error.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"client-rsa", "client-ec"})
    void isShownTheClientCertificateThatWasPutDownForIt(String name) throws Exception {
        try (TestClient client = TestClient.with(Map.of("certs.folder", certsFolder.toString()))) {
            putDown(asking, authority.certificate(), "ca.crt");
            putDown(asking, authority.certificate(name), "client.cert");
            putDown(asking, authority.key(name), "client.key");
            pushAndPull(client, asking);
        }
    }

    @Test
    void turnsAwayWhoShowsNoCertificate() throws Exception {
        try (TestClient client = TestClient.with(Map.of("certs.folder", certsFolder.toString()))) {
            putDown(asking, authority.certificate(), "ca.crt");
            RegistryException error =
                    assertThrows(
                            RegistryException.class,
                            () -> client.resolve(asking.address() + "/a/plugin"));
            assertEquals(Reason.UNREACHABLE, error.reason());
            // Under TLS 1.3 the server's word may be lost with the connection that it ends.
            String message = error.getMessage();
            assertTrue(
                    message.contains("wants to see a client certificate")
                            || message.toLowerCase(Locale.ROOT).contains("connection"),
                    message);
        }
    }

    @Test
    void isNotAskedWithACertificateWhoseKeyIsMissing() throws Exception {
        try (TestClient client = TestClient.with(Map.of("certs.folder", certsFolder.toString()))) {
            putDown(asking, authority.certificate(), "ca.crt");
            putDown(asking, authority.certificate("client-rsa"), "client.cert");
            assertThrows(
                    RegistryException.class, () -> client.resolve(asking.address() + "/a/plugin"));
            assertTrue(client.log.lines().toString().contains("client.key is missing"));
        }
    }
}
