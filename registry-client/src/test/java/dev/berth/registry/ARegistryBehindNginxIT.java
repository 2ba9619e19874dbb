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
import dev.berth.registry.testing.RealNginx;
import dev.berth.registry.testing.SamplePlugin;
import dev.berth.spi.Descriptor;
import dev.berth.spi.PluginManifest;
import dev.berth.testing.RealRegistry;
import dev.berth.testing.TestAuthority;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real registry behind a real nginx that asks for a password and a client certificate, and sends
 * those who want a blob to another server.
 */
class ARegistryBehindNginxIT {
    private static final SamplePlugin PLUGIN = new SamplePlugin(1, 3_000_000);
    private static final RegistryCredentials ADA = RegistryCredentials.of("ada", "secret");
    private static final String BASIC =
            Base64.getEncoder().encodeToString("ada:secret".getBytes(StandardCharsets.US_ASCII));

    @TempDir static Path keys;
    @TempDir Path folder;

    private static TestAuthority authority;
    private static RealRegistry server;

    private int front;
    private int storage;
    private RealNginx nginx;
    private TestClient client;

    @BeforeAll
    static void issue() throws Exception {
        authority = new TestAuthority(keys);
        authority.issue("server", "rsa:2048");
        authority.issue("client", "rsa:2048");
        server = RealRegistry.plain();
        try (TestClient direct = TestClient.usual()) {
            direct.push(server.address() + "/a/plugin:1", PLUGIN);
        }
    }

    @AfterAll
    static void stopRegistry() throws Exception {
        server.close();
    }

    @BeforeEach
    void start() throws Exception {
        front = RealNginx.freePort();
        storage = RealNginx.freePort();
        byte[] hash = MessageDigest.getInstance("SHA-1").digest("secret".getBytes());
        Files.writeString(
                folder.resolve("passwords"),
                "ada:{SHA}" + Base64.getEncoder().encodeToString(hash) + "\n");
        nginx = RealNginx.start(folder, http());
        Path own = Files.createDirectories(folder.resolve("certs.d/127.0.0.1:" + front));
        Files.copy(authority.certificate("client"), own.resolve("client.cert"));
        Files.copy(authority.key("client"), own.resolve("client.key"));
        client = client(folder.resolve("certs.d"));
    }

    private TestClient client(Path certsFolder) {
        return TestClient.with(
                Map.of(
                        "ca.files",
                        new String[] {authority.certificate().toString()},
                        "certs.folder",
                        certsFolder.toString()));
    }

    private String http() {
        return """
        ssl_certificate %1$s;
        ssl_certificate_key %2$s;
        ssl_client_certificate %3$s;
        server {
            listen 127.0.0.1:%4$d ssl;
            ssl_verify_client on;
            auth_basic "berth";
            auth_basic_user_file passwords;
            proxy_set_header Host $http_host;
            proxy_set_header X-Forwarded-Proto https;
            proxy_request_buffering off;
            location / { proxy_pass http://%6$s; }
            location ~ /blobs/sha256: { try_files /none @elsewhere; }
            location @elsewhere { return 307 https://127.0.0.1:%5$d$request_uri; }
        }
        server {
            listen 127.0.0.1:%5$d ssl;
            ssl_verify_client optional;
            location / { proxy_pass http://%6$s; }
        }
        """
                .formatted(
                        authority.certificate("server"),
                        authority.key("server"),
                        authority.certificate(),
                        front,
                        storage,
                        server.address());
    }

    @AfterEach
    void stop() {
        client.close();
        nginx.close();
    }

    private PluginReference at(String name) {
        return PluginReference.parse("127.0.0.1:" + front + "/" + name);
    }

    private PluginManifest resolve(RegistryCredentials login) throws InterruptedException {
        return client.registry.resolve(at("a/plugin:1"), Optional.of(login));
    }

    private void pull() throws Exception {
        Descriptor layer = resolve(ADA).layers().get(0);
        try (InputStream in = client.registry.open(at("a/plugin"), layer, 0, Optional.of(ADA))) {
            assertArrayEquals(PLUGIN.bytes(layer), in.readAllBytes());
        }
    }

    private List<String> linesOf(int port) throws Exception {
        return nginx.stopAndReadLog().lines().filter(line -> line.startsWith(port + " ")).toList();
    }

    @Test
    void givesBlobsFromTheOtherServerWhichNeverSeesTheLoginNorTheCertificate() throws Exception {
        pull();

        List<String> asked = linesOf(storage);
        assertEquals(2, asked.size(), asked.toString());
        asked.forEach(line -> assertTrue(line.contains("auth=\"-\" certificate=\"-\" 200"), line));
    }

    @Test
    void seesTheLoginAndTheCertificateItself() throws Exception {
        pull();

        assertTrue(
                linesOf(front).stream()
                        .anyMatch(
                                line ->
                                        line.contains(BASIC)
                                                && line.contains("certificate=\"CN=client\" 307")));
    }

    @Test
    void takesAPushWhoseEveryByteGoesThroughIt() throws Exception {
        client.push(at("b/pushed:1").toString(), PLUGIN, ADA);

        assertEquals(
                PLUGIN.manifest().manifest(),
                client.registry.resolve(at("b/pushed:1"), Optional.of(ADA)).manifest());
        assertTrue(linesOf(storage).stream().noneMatch(line -> line.contains(BASIC)));
    }

    @Test
    void turnsAwayAWrongPassword() {
        RegistryException error =
                assertThrows(
                        RegistryException.class,
                        () -> resolve(RegistryCredentials.of("ada", "wr0ng-one")));

        assertEquals(Reason.UNAUTHORIZED, error.reason());
        assertFalse(error.toString().contains("wr0ng-one"));
        assertFalse(client.log.lines().toString().contains("wr0ng-one"));
    }

    @Test
    void tellsByALoginWhetherItIsRight() throws Exception {
        String name = "127.0.0.1:" + front;
        client.registry.login(name, ADA);

        RegistryException error =
                assertThrows(
                        RegistryException.class,
                        () -> client.registry.login(name, RegistryCredentials.of("ada", "no")));
        assertEquals(Reason.UNAUTHORIZED, error.reason());
    }

    @Test
    void turnsAwayWhoShowsNoCertificateInItsOwnWords() {
        try (TestClient without = client(folder.resolve("none"))) {
            RegistryException error =
                    assertThrows(
                            RegistryException.class,
                            () -> without.registry.resolve(at("a/plugin:1"), Optional.of(ADA)));
            assertTrue(error.getMessage().contains("400"), error.getMessage());
        }
    }

    @Test
    void isAMirrorThatFailsOverToTheNextAndLastToTheRegistry() throws Exception {
        int dead = RealNginx.freePort();
        int busy = RealNginx.freePort();
        int good = RealNginx.freePort();
        Path own = Files.createDirectories(folder.resolve("mirrors"));
        String servers =
                """
                server { listen 127.0.0.1:%d; return 444; }
                server { listen 127.0.0.1:%d; return 503; }
                server {
                    listen 127.0.0.1:%d;
                    location / { proxy_pass http://%s; }
                    location ~ /blobs/ { return 502; }
                }
                """
                        .formatted(dead, busy, good, server.address());
        String[] mirrors = new String[3];
        int[] ports = {dead, busy, good};
        for (int i = 0; i < ports.length; i++) {
            mirrors[i] = server.address() + "=127.0.0.1:" + ports[i];
        }
        try (RealNginx three = RealNginx.start(own, servers);
                TestClient mirrored =
                        TestClient.with(
                                Map.of("mirrors", mirrors, "retry.attempts.max.count", 2))) {
            String name = server.address() + "/a/plugin:1";
            Descriptor layer = mirrored.resolve(name).layers().get(0);

            assertArrayEquals(PLUGIN.bytes(layer), mirrored.fetch(name, layer));

            String log = three.stopAndReadLog();
            assertTrue(log.contains(dead + " GET /v2/a/plugin/manifests/1"), log);
            assertTrue(log.contains(busy + " GET /v2/a/plugin/manifests/1"), log);
            assertTrue(log.contains("GET /v2/a/plugin/blobs/" + layer.digest()), log);
        }
    }
}
