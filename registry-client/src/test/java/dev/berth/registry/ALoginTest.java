package dev.berth.registry;

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
import dev.berth.registry.testing.ScriptedServer.Received;
import dev.berth.registry.testing.ScriptedServer.Script;
import dev.berth.registry.testing.Served;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ALoginTest {
    private static final String MANIFEST = Served.manifestLine("a/b", "1");
    private static final RegistryCredentials ADA = RegistryCredentials.of("ada", "s3cret-word");

    private final SamplePlugin plugin = new SamplePlugin(1, 10);
    private final Script manifest = ScriptedResponses.of(200, plugin.manifest().manifestBytes());

    private ScriptedServer server;
    private ScriptedServer other;
    private TestClient client;

    @BeforeEach
    void start() throws Exception {
        server = new ScriptedServer();
        other = new ScriptedServer();
        client = TestClient.usual();
        Served.plugin(server, "a/b", "1", plugin);
    }

    @AfterEach
    void stop() throws Exception {
        assertFalse(client.log.lines().toString().contains(ADA.password()));
        client.close();
        server.close();
        other.close();
    }

    private void resolve(RegistryCredentials login) throws Exception {
        client.registry.resolve(
                PluginReference.parse(server.address() + "/a/b:1"), Optional.of(login));
    }

    private RegistryException failure(RegistryCredentials login) {
        return assertThrows(RegistryException.class, () -> resolve(login));
    }

    private static Script token(String json) {
        return ScriptedResponses.of(200, json, "Content-Type: application/json");
    }

    private String bearer(ScriptedServer realm) {
        return "Bearer realm=\"http://%s/token\",service=\"s\"".formatted(realm.address());
    }

    private List<String> authorizations(ScriptedServer of, String line) {
        return of.requests(line).stream().map(one -> one.header("Authorization")).toList();
    }

    @Test
    void isNotShownBeforeItIsAskedFor() throws Exception {
        resolve(ADA);

        assertEquals(List.of(""), authorizations(server, MANIFEST));
    }

    @Test
    void isNotShownToWhereTheRegistryRedirects() throws Exception {
        server.on(
                MANIFEST,
                ScriptedResponses.unauthorized("Basic realm=\"x\""),
                ScriptedResponses.redirect("http://" + other.address() + "/elsewhere"));
        other.on("GET /elsewhere", manifest);

        resolve(ADA);

        assertTrue(authorizations(server, MANIFEST).get(1).startsWith("Basic "));
        assertEquals(List.of(""), authorizations(other, "GET /elsewhere"));
    }

    @Test
    void isNotShownToWhoAsksForItAfterARedirect() {
        server.on(MANIFEST, ScriptedResponses.redirect("http://" + other.address() + "/elsewhere"));
        other.on("GET /elsewhere", ScriptedResponses.unauthorized("Basic realm=\"x\""));

        assertEquals(Reason.UNAUTHORIZED, failure(ADA).reason());
        assertEquals(List.of(""), authorizations(other, "GET /elsewhere"));
    }

    @Test
    void goesWithARedirectThatStaysAtHome() throws Exception {
        server.on(
                MANIFEST,
                ScriptedResponses.unauthorized("Basic realm=\"x\""),
                ScriptedResponses.redirect("/v2/moved"));
        server.on("GET /v2/moved", manifest);

        resolve(ADA);

        assertTrue(authorizations(server, "GET /v2/moved").get(0).startsWith("Basic "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://auth.example/token",
                "ftp://auth.example/token",
                "file:///etc/passwd",
                "",
                "ht tp://x"
            })
    void isNotTakenToATokenServiceThatIsNotSafe(String realm) {
        server.on(MANIFEST, ScriptedResponses.unauthorized("Bearer realm=\"" + realm + "\""));

        RegistryException error = failure(ADA);
        assertTrue(error.getMessage().contains("token service"), error.getMessage());
    }

    @Test
    void isTakenToTheTokenServiceAndTheTokenBack() throws Exception {
        server.on(MANIFEST, ScriptedResponses.unauthorized(bearer(other)), manifest);
        other.on("GET /token", token("{\"access_token\":\"abc.def\"}"));

        resolve(ADA);

        Received asked = other.requests("GET /token").get(0);
        assertTrue(asked.path().contains("service=s"), asked.path());
        assertTrue(asked.path().contains("scope=repository%3Aa%2Fb%3Apull"), asked.path());
        assertTrue(asked.header("Authorization").startsWith("Basic "));
        assertEquals(List.of("", "Bearer abc.def"), authorizations(server, MANIFEST));
    }

    @Test
    void isAskedForTheScopeThatTheRegistryNamesToo() throws Exception {
        server.on(
                MANIFEST,
                ScriptedResponses.unauthorized(bearer(other) + ",scope=\"repository:ns/a/b:pull\""),
                manifest);
        other.on("GET /token", token("{\"token\":\"t\"}"));

        resolve(ADA);

        String path = other.requests("GET /token").get(0).path();
        assertTrue(path.contains("scope=repository%3Ans%2Fa%2Fb%3Apull"), path);
    }

    @Test
    void byIdentityTokenIsExchangedInABody() throws Exception {
        server.on(MANIFEST, ScriptedResponses.unauthorized(bearer(other)), manifest);
        other.on("POST /token", token("{\"access_token\":\"t\"}"));

        resolve(RegistryCredentials.of("", "").withIdentityToken("refresh&me"));

        Received asked = other.requests("POST /token").get(0);
        String form = new String(asked.body(), StandardCharsets.UTF_8);
        assertTrue(form.contains("grant_type=refresh_token"), form);
        assertTrue(form.contains("refresh_token=refresh%26me"), form);
        assertFalse(asked.path().contains("refresh"));
    }

    @Test
    void byRegistryTokenIsShownAsItIs() throws Exception {
        server.on(
                MANIFEST,
                ScriptedResponses.unauthorized("Bearer realm=\"https://x.example\""),
                manifest);

        resolve(RegistryCredentials.of("", "").withRegistryToken("ready-made"));

        assertEquals(List.of("", "Bearer ready-made"), authorizations(server, MANIFEST));
    }

    @Test
    void isNeededOnceForAsLongAsTheTokenIsGood() throws Exception {
        server.on(MANIFEST, ScriptedResponses.unauthorized(bearer(other)), manifest);
        other.on("GET /token", token("{\"token\":\"t\",\"expires_in\":300}"));

        resolve(ADA);
        resolve(ADA);

        assertEquals(1, other.requests("GET /token").size());
        assertEquals(List.of("", "Bearer t", "Bearer t"), authorizations(server, MANIFEST));
    }

    @Test
    void isNeededAgainWhenTheTokenHasRunOut() throws Exception {
        server.on(
                MANIFEST,
                ScriptedResponses.unauthorized(bearer(other)),
                manifest,
                ScriptedResponses.unauthorized(bearer(other)),
                manifest);
        other.on("GET /token", token("{\"token\":\"t\",\"expires_in\":0}"));

        resolve(ADA);
        resolve(ADA);

        assertEquals("", authorizations(server, MANIFEST).get(2));
        assertTrue(other.requests("GET /token").size() >= 2);
    }

    @Test
    void isNeededAgainWhenTheRegistryNoLongerTakesTheToken() throws Exception {
        server.on(
                MANIFEST,
                ScriptedResponses.unauthorized(bearer(other)),
                manifest,
                ScriptedResponses.unauthorized(bearer(other)),
                manifest);
        other.on("GET /token", token("{\"token\":\"t1\"}"), token("{\"token\":\"t2\"}"));

        resolve(ADA);
        resolve(ADA);

        assertEquals(
                List.of("", "Bearer t1", "Bearer t1", "Bearer t2"),
                authorizations(server, MANIFEST));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "<html>", "{\"token\":\"a\\r\\nX: y\"}", "{\"token\":7.5}", "[]"})
    void failsWhenTheTokenServiceTalksNonsense(String answer) {
        server.on(MANIFEST, ScriptedResponses.unauthorized(bearer(other)));
        other.on("GET /token", token(answer));

        RegistryException error = failure(ADA);
        assertTrue(error.getMessage().contains(other.address()), error.getMessage());
    }

    @Test
    void failsByNameWhenTheTokenServiceIsGone() throws Exception {
        String challenge = bearer(other);
        other.close();
        server.on(MANIFEST, ScriptedResponses.unauthorized(challenge));

        RegistryException error = failure(ADA);
        assertEquals(Reason.UNREACHABLE, error.reason());
        assertTrue(error.getMessage().contains("its token service at"), error.getMessage());
    }

    @Test
    void isOfNoUseForAWayInThatIsNotKnown() {
        server.on(MANIFEST, ScriptedResponses.unauthorized("Negotiate"));

        assertEquals(Reason.UNAUTHORIZED, failure(ADA).reason());
    }

    @Test
    void isNotInTheErrorWhenItIsWrong() {
        server.on(MANIFEST, ScriptedResponses.unauthorized("Basic realm=\"x\""));

        RegistryException error = failure(ADA);
        assertEquals(Reason.UNAUTHORIZED, error.reason());
        assertFalse(error.toString().contains(ADA.password()));
    }

    @Test
    void isNotSentAgainByOneWithAnotherLogin() throws Exception {
        server.on(MANIFEST, ScriptedResponses.unauthorized(bearer(other)), manifest, manifest);
        other.on("GET /token", token("{\"token\":\"t\",\"expires_in\":300}"));
        resolve(ADA);

        resolve(RegistryCredentials.of("eve", "s3cret-word"));

        assertEquals("", authorizations(server, MANIFEST).get(2));
    }
}
