package dev.berth.core.driver.authz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.capability.Capability;
import dev.berth.core.testing.ServedPlugin;
import dev.berth.driver.authz.AuthzDecision;
import dev.berth.driver.authz.AuthzDriver;
import dev.berth.driver.authz.AuthzRequest;
import dev.berth.driver.authz.AuthzResponse;
import dev.berth.plugin.error.PluginCallException;
import dev.berth.plugin.error.PluginCallException.Reason;
import dev.berth.shared.protocol.ServedProtocol;
import dev.berth.shared.protocol.authz.AuthzMethods;
import dev.berth.testing.TestAuthority;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginAuthzDriverTest {
    private static final AuthzRequest REQUEST =
            AuthzRequest.of("POST", "/v1.41/plugins/x/enable?timeout=0")
                    .withUser("alice", "TLS")
                    .withHeaders(Map.of("Content-Type", "application/json"))
                    .withBody("{\"a\":1}".getBytes(StandardCharsets.UTF_8));

    @TempDir Path folder;
    private final List<Object> calls = new ArrayList<>();
    private ServedProtocol served;
    private ServedPlugin plugin;
    private AuthzDriver driver;

    private final class Served implements AuthzDriver {
        @Override
        public AuthzDecision authorizeRequest(AuthzRequest request) {
            calls.add(request);
            return request.user().isEmpty()
                    ? AuthzDecision.deny("nobody may")
                    : AuthzDecision.allow();
        }

        @Override
        public AuthzDecision authorizeResponse(AuthzRequest request, AuthzResponse response) {
            calls.add(request);
            calls.add(response);
            if (response.statusCode() == 500) {
                throw new IllegalStateException("I cannot tell");
            }
            return AuthzDecision.deny("");
        }
    }

    @BeforeEach
    void start() throws Exception {
        served = AuthzMethods.serve(new Served(), failure -> {});
        plugin = new ServedPlugin(folder, served);
        driver = new AuthzDriverFactory().create(plugin.client(Capability.AUTHZ));
    }

    @AfterEach
    void stop() throws Exception {
        plugin.close();
    }

    @Test
    void asksForARequest() {
        assertEquals(AuthzDecision.allow(), driver.authorizeRequest(REQUEST));
        assertEquals(
                "AuthZPlugin.AuthZReq {\"User\":\"alice\",\"UserAuthNMethod\":\"TLS\","
                        + "\"RequestMethod\":\"POST\","
                        + "\"RequestUri\":\"/v1.41/plugins/x/enable?timeout=0\","
                        + "\"RequestBody\":\"eyJhIjoxfQ==\","
                        + "\"RequestHeaders\":{\"Content-Type\":\"application/json\"}}",
                plugin.lastCall());
        AuthzRequest bare = AuthzRequest.of("GET", "/_ping");
        assertEquals(AuthzDecision.deny("nobody may"), driver.authorizeRequest(bare));
        assertEquals(
                "AuthZPlugin.AuthZReq {\"RequestMethod\":\"GET\",\"RequestUri\":\"/_ping\"}",
                plugin.lastCall());
        assertEquals(List.of(REQUEST, bare), calls);
    }

    @Test
    void asksForAResponse() {
        AuthzRequest bare = AuthzRequest.of("GET", "/info");
        AuthzResponse response =
                AuthzResponse.of(200)
                        .withHeaders(Map.of("Server", "Berth"))
                        .withBody(new byte[] {0, -1});
        assertEquals(AuthzDecision.deny(""), driver.authorizeResponse(bare, response));
        assertEquals(
                "AuthZPlugin.AuthZRes {\"RequestMethod\":\"GET\",\"RequestUri\":\"/info\","
                        + "\"ResponseStatusCode\":200,\"ResponseBody\":\"AP8=\","
                        + "\"ResponseHeaders\":{\"Server\":\"Berth\"}}",
                plugin.lastCall());
        assertEquals(List.of(bare, response), calls);
        PluginCallException failure =
                assertThrows(
                        PluginCallException.class,
                        () -> driver.authorizeResponse(bare, AuthzResponse.of(500)));
        assertEquals("plugin x:1: AuthZPlugin.AuthZRes: I cannot tell", failure.getMessage());
    }

    @Test
    void showsTheCertificatesOfATlsClientAsDockerDoes() throws Exception {
        X509Certificate certificate;
        try (InputStream in = Files.newInputStream(new TestAuthority(folder).certificate())) {
            certificate =
                    (X509Certificate)
                            CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
        AuthzRequest request =
                AuthzRequest.of("GET", "/").withPeerCertificates(List.of(certificate));
        driver.authorizeRequest(request);
        assertEquals(List.of(request), calls);
        // In base64: "-----BEGIN CERTIFICATE-----", a line's end, and the DER as base64.
        assertTrue(
                plugin.lastCall()
                        .contains(
                                "\"RequestPeerCertificates\":"
                                        + "[\"LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCk1J"),
                plugin.lastCall());
    }

    @Test
    void refusesWhatIsNotOfTheProtocol() {
        for (String unclear : List.of("{\"Allow\":\"true\"}", "{\"Allow\":1}", "[]", "")) {
            plugin.answer(200, unclear);
            PluginCallException failure =
                    assertThrows(PluginCallException.class, () -> driver.authorizeRequest(REQUEST));
            assertEquals(Reason.MALFORMED, failure.reason(), unclear);
        }
        plugin.answer(200, "{}");
        assertEquals(AuthzDecision.deny(""), driver.authorizeRequest(REQUEST));
        plugin.answer(200, "{\"Allow\":true,\"Err\":\"the database is gone\"}");
        assertThrows(PluginCallException.class, () -> driver.authorizeRequest(REQUEST));
        plugin.answer(404, "404 page not found");
        assertThrows(
                PluginCallException.class,
                () -> driver.authorizeResponse(REQUEST, AuthzResponse.of(200)));
    }

    @Test
    void refusesACallersMessageThatIsNotOfTheProtocol() {
        for (String message :
                List.of(
                        "{\"RequestBody\":\"%%\"}",
                        "{\"RequestPeerCertificates\":[\"AAAA\"]}",
                        "{\"RequestHeaders\":{\"a\":1}}",
                        "{\"ResponseStatusCode\":1000}")) {
            byte[] text = message.getBytes(StandardCharsets.UTF_8);
            assertEquals(400, served.call("AuthZPlugin.AuthZRes", text).status(), message);
        }
        assertEquals(List.of(), calls);
    }
}
