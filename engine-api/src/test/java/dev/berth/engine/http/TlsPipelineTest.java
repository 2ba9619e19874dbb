package dev.berth.engine.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.driver.authz.AuthzRequest;
import dev.berth.engine.support.TestEngine;
import dev.berth.testing.TestAuthority;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class TlsPipelineTest {
    @TempDir static Path folder;
    private static TestAuthority authority;
    private TestEngine engine;

    @BeforeEach
    void start() throws Exception {
        if (authority == null) {
            authority = new TestAuthority(Files.createDirectory(folder.resolve("ca")));
            authority.issue("server", TestAuthority.EC);
            authority.issue("alice", TestAuthority.EC);
        }
        engine = new TestEngine();
    }

    @AfterEach
    void stop() throws IOException {
        engine.close();
    }

    @Test
    void servesAClientWithACertificateAndKnowsItsName() throws Exception {
        int port = listen();
        HttpClient client = client(authority.trusting(authority, "alice"));
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("https://localhost:%d/plugins/x".formatted(port)))
                        .DELETE()
                        .build();
        assertEquals(404, client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode());
        engine.server().close();
        assertTrue(
                engine.log().lines().stream()
                        .anyMatch(
                                l ->
                                        l.contains("/plugins/x")
                                                && l.contains("CN=alice (engine API from ")),
                engine.log().lines().toString());
    }

    @Test
    void showsAuthorizationPluginsTheClientsCertificateAndItsCommonName() throws Exception {
        engine.authz().plugins = List.of("a");
        int port = listen();
        assertEquals(200, ping(client(authority.trusting(authority, "alice")), port));
        AuthzRequest asked = engine.authz().requests.get(0);
        assertEquals("alice", asked.user());
        assertEquals("TLS", asked.userAuthNMethod());
        assertEquals(
                "CN=alice", asked.peerCertificates().get(0).getSubjectX500Principal().getName());
    }

    @Test
    void doesNotServeAClientWithoutACertificate() throws Exception {
        int port = listen();
        assertThrows(IOException.class, () -> ping(client(authority.anonymous()), port));
    }

    @Test
    void servesAClientWithoutACertificateWhereOnlyEncryptionIsAsked() throws Exception {
        int port = listen(TlsMode.ENCRYPT);
        assertEquals(200, ping(client(authority.anonymous()), port));
    }

    @Test
    void servesEverybodyInPlainHttpWhereThatIsAsked() throws Exception {
        var address = engine.server().bindTcp(new InetSocketAddress("localhost", 0));
        engine.server().open();
        int port = ((InetSocketAddress) address).getPort();
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://localhost:%d/_ping".formatted(port)))
                        .build();
        assertEquals(
                200,
                HttpClient.newHttpClient()
                        .send(request, HttpResponse.BodyHandlers.ofString())
                        .statusCode());
    }

    @Test
    void saysWhichAddressIsInUse() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var taken = new InetSocketAddress("127.0.0.1", other.getLocalPort());
            IOException e = assertThrows(IOException.class, () -> engine.server().bindTcp(taken));
            assertEquals(
                    "cannot listen on tcp://127.0.0.1:%d: Address already in use"
                            .formatted(other.getLocalPort()),
                    e.getMessage());
        }
    }

    @Test
    void doesNotServeAClientOfAnotherAuthority() throws Exception {
        int port = listen();
        TestAuthority other = new TestAuthority(Files.createTempDirectory(folder, "other"));
        other.issue("mallory", TestAuthority.EC);
        assertThrows(
                IOException.class, () -> ping(client(authority.trusting(other, "mallory")), port));
    }

    @Test
    void doesNotSpeakPlainHttp() throws Exception {
        int port = listen();
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://localhost:%d/_ping".formatted(port)))
                        .build();
        assertThrows(
                IOException.class,
                () ->
                        HttpClient.newHttpClient()
                                .send(request, HttpResponse.BodyHandlers.ofString()));
    }

    @Test
    void isNotOpenedWithoutItsFiles() {
        Path missing = folder.resolve("missing.pem");
        IOException e =
                assertThrows(
                        IOException.class,
                        () ->
                                engine.server()
                                        .bindTcp(
                                                new InetSocketAddress("localhost", 0),
                                                new TlsFiles(
                                                        TlsMode.VERIFY,
                                                        missing,
                                                        missing,
                                                        missing)));
        assertTrue(e.getMessage().contains("Could not load X509 key pair (cert: "), e.getMessage());
    }

    @Test
    void isNotOpenedWithFilesThatAreNotPem() throws IOException {
        Path nonsense = Files.writeString(folder.resolve("nonsense.pem"), "nonsense");
        IOException e =
                assertThrows(
                        IOException.class,
                        () ->
                                engine.server()
                                        .bindTcp(
                                                new InetSocketAddress("localhost", 0),
                                                new TlsFiles(
                                                        TlsMode.VERIFY,
                                                        nonsense,
                                                        nonsense,
                                                        nonsense)));
        assertTrue(e.getMessage().contains("holds no certificate in PEM form"), e.getMessage());
    }

    private int listen() throws IOException {
        return listen(TlsMode.VERIFY);
    }

    private int listen(TlsMode mode) throws IOException {
        var address =
                engine.server()
                        .bindTcp(
                                new InetSocketAddress("localhost", 0),
                                new TlsFiles(
                                        mode,
                                        authority.certificate(),
                                        authority.certificate("server"),
                                        authority.key("server")));
        engine.server().open();
        return ((InetSocketAddress) address).getPort();
    }

    private static HttpClient client(SSLContext tls) {
        return HttpClient.newBuilder().sslContext(tls).version(HttpClient.Version.HTTP_1_1).build();
    }

    private static int ping(HttpClient client, int port) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("https://localhost:%d/_ping".formatted(port)))
                        .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
    }
}
