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
import dev.berth.registry.testing.ScriptedServer.Script;
import dev.berth.registry.testing.Served;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A request to a token service passes through the same transports as any other. */
class TokenServiceTest {
    private static final String MANIFEST = Served.manifestLine("a/b", "1");
    private static final RegistryCredentials ADA = RegistryCredentials.of("ada", "s3cret-word");
    private static final RegistryCredentials REFRESH =
            RegistryCredentials.of("", "").withIdentityToken("refresh-me");
    private static final Script TOKEN =
            ScriptedResponses.of(200, "{\"token\":\"t\"}", "Content-Type: application/json");

    private final SamplePlugin plugin = new SamplePlugin(1, 10);
    private final Script manifest = ScriptedResponses.of(200, plugin.manifest().manifestBytes());

    private ScriptedServer server;
    private ScriptedServer realm;
    private ScriptedServer other;
    private TestClient client;

    @BeforeEach
    void start() throws Exception {
        server = new ScriptedServer();
        realm = new ScriptedServer();
        other = new ScriptedServer();
        client =
                TestClient.with(
                        Map.of(
                                "retry.attempts.max.count",
                                3,
                                "connect.timeout.milliseconds",
                                1_000L,
                                "response.timeout.milliseconds",
                                1_000L));
        Served.plugin(server, "a/b", "1", plugin);
        server.on(MANIFEST, challenge(), manifest);
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        server.close();
        realm.close();
        other.close();
    }

    private Script challenge() {
        return ScriptedResponses.unauthorized(
                "Bearer realm=\"http://%s/token\",service=\"s\"".formatted(realm.address()));
    }

    private void resolve(RegistryCredentials login) throws Exception {
        client.registry.resolve(
                PluginReference.parse(server.address() + "/a/b:1"), Optional.of(login));
    }

    private RegistryException failure(RegistryCredentials login) {
        return assertThrows(RegistryException.class, () -> resolve(login));
    }

    private List<String> authorizations(ScriptedServer of, String line) {
        return of.requests(line).stream().map(one -> one.header("Authorization")).toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503, 504})
    void asksAgainWhenTheServiceIsBusy(int status) throws Exception {
        realm.on("GET /token", ScriptedResponses.of(status, ""), TOKEN);

        resolve(ADA);

        assertEquals(2, realm.requests("GET /token").size());
        assertEquals(List.of("", "Bearer t"), authorizations(server, MANIFEST));
    }

    @Test
    void asksAgainAfterTheTimeThatTheServiceAsksFor() throws Exception {
        realm.on("GET /token", ScriptedResponses.of(429, "", "Retry-After: 1"), TOKEN);
        long start = System.nanoTime();

        resolve(ADA);

        assertTrue(System.nanoTime() - start >= 1_000_000_000L);
    }

    @Test
    void givesUpAfterTheLastTry() {
        realm.on("GET /token", ScriptedResponses.of(503, ""));

        RegistryException error = failure(ADA);
        assertEquals(Reason.REFUSED, error.reason());
        assertTrue(error.getMessage().contains("token service at"), error.getMessage());
        assertTrue(error.getMessage().contains("503"), error.getMessage());
        assertEquals(3, realm.requests("GET /token").size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST"})
    void asksAgainWhenTheConnectionBreaks(String method) throws Exception {
        realm.on(
                method + " /token",
                ScriptedResponses.nothing(),
                ScriptedResponses.nothing(),
                TOKEN);

        resolve(method.equals("GET") ? ADA : REFRESH);

        assertTrue(realm.requests(method + " /token").size() >= 3);
    }

    @Test
    void asksAgainWhenTheTokenBreaksOff() throws Exception {
        byte[] token = "{\"token\":\"t\"}".getBytes(StandardCharsets.UTF_8);
        realm.on("GET /token", ScriptedResponses.brokenOff(200, token, 5), TOKEN);

        resolve(ADA);

        assertEquals(2, realm.requests("GET /token").size());
    }

    @Test
    void takesTheLoginAlongARedirectThatStays() throws Exception {
        realm.on("GET /token", ScriptedResponses.redirect("/moved"));
        realm.on("GET /moved", TOKEN);

        resolve(ADA);

        assertTrue(authorizations(realm, "GET /moved").get(0).startsWith("Basic "));
        assertEquals(List.of("", "Bearer t"), authorizations(server, MANIFEST));
    }

    @Test
    void leavesTheLoginBehindWhenItIsRedirectedElsewhere() throws Exception {
        realm.on(
                "GET /token",
                ScriptedResponses.redirect("http://" + other.address() + "/elsewhere"));
        other.on("GET /elsewhere", TOKEN);

        resolve(ADA);

        assertEquals(List.of(""), authorizations(other, "GET /elsewhere"));
    }

    @ParameterizedTest
    @ValueSource(ints = {307, 308})
    void takesARefreshTokenNowhereElse(int status) {
        realm.on(
                "POST /token",
                ScriptedResponses.of(
                        status, "", "Location: http://" + other.address() + "/elsewhere"));
        other.on("POST /elsewhere", TOKEN);

        RegistryException error = failure(REFRESH);

        assertEquals(Reason.REFUSED, error.reason());
        assertTrue(error.getMessage().contains("token service at"), error.getMessage());
        assertTrue(error.getMessage().contains(other.address()), error.getMessage());
        assertFalse(error.getMessage().contains("refresh-me"), error.getMessage());
        assertEquals(List.of(), other.requests());
    }

    @Test
    void takesARefreshTokenAlongARedirectThatStays() throws Exception {
        realm.on("POST /token", ScriptedResponses.redirect("/moved"));
        realm.on("POST /moved", TOKEN);

        resolve(REFRESH);

        assertTrue(
                new String(realm.requests("POST /moved").get(0).body(), StandardCharsets.UTF_8)
                        .contains("refresh_token=refresh-me"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://auth.example/token", "ftp://auth.example/", "file:///etc/x"})
    void isNotRedirectedToWhereNoRequestMayGo(String target) {
        realm.on("GET /token", ScriptedResponses.redirect(target));

        RegistryException error = failure(ADA);

        assertEquals(Reason.REFUSED, error.reason());
        assertTrue(error.getMessage().contains("sends its clients to"), error.getMessage());
    }

    @Test
    void isNotRedirectedForEver() {
        realm.on("GET /token", ScriptedResponses.redirect("/token"));

        RegistryException error = failure(ADA);

        assertTrue(error.getMessage().contains("redirects for ever"), error.getMessage());
        assertEquals(11, realm.requests("GET /token").size());
    }

    @Test
    void waitsNoLongerThanAnyOtherRequest() {
        realm.on("GET /token", (request, out) -> realm.hold(30_000));
        long start = System.nanoTime();

        RegistryException error = failure(ADA);

        assertEquals(Reason.UNREACHABLE, error.reason());
        assertTrue(error.getMessage().contains("did not answer within"), error.getMessage());
        assertTrue(System.nanoTime() - start < 25_000_000_000L);
        assertEquals(1, realm.requests("GET /token").size());
    }

    @Test
    void goesByTheProxy() throws Exception {
        String[] insecure = {"auth.invalid"};
        server.on(
                MANIFEST,
                ScriptedResponses.unauthorized("Bearer realm=\"http://auth.invalid/token\""),
                manifest);
        other.on("GET http://auth.invalid/token", TOKEN);
        try (TestClient behindProxy =
                TestClient.with(
                        Map.of("insecure.registries", insecure, "http.proxy", other.address()))) {
            behindProxy.resolve(server.address() + "/a/b:1");
        }

        assertEquals(1, other.requests("GET http://auth.invalid/token").size());
    }

    @Test
    void readsNoMoreThanATokenCanHave() {
        realm.on("GET /token", ScriptedResponses.of(200, new byte[(1 << 20) + 1]));

        RegistryException error = failure(ADA);

        assertEquals(Reason.CORRUPT, error.reason());
        assertTrue(error.getMessage().contains("longer than 1048576 bytes"), error.getMessage());
        assertEquals(1, realm.requests("GET /token").size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"9223372036854775807", "1000000000000", "1e300", "-5", "\"x\"", "{}"})
    void takesATokenWhateverItsLifetime(String seconds) throws Exception {
        realm.on(
                "GET /token",
                ScriptedResponses.of(
                        200, "{\"token\":\"t\",\"expires_in\":%s}".formatted(seconds)));

        resolve(ADA);

        assertEquals(List.of("", "Bearer t"), authorizations(server, MANIFEST));
    }

    @Test
    void isAskedAgainWhenTheTokenRunsOutWhileABusyRegistryIsWaitedFor() throws Exception {
        Script brief =
                ScriptedResponses.of(
                        200,
                        "{\"token\":\"t1\",\"expires_in\":1}",
                        "Content-Type: application/json");
        realm.on("GET /token", brief, TOKEN);
        server.on(
                MANIFEST,
                challenge(),
                ScriptedResponses.of(429, "", "Retry-After: 1"),
                challenge(),
                manifest);

        resolve(ADA);

        assertEquals(2, realm.requests("GET /token").size());
        List<String> shown = authorizations(server, MANIFEST);
        assertEquals("Bearer t", shown.get(shown.size() - 1));
    }

    @Test
    void isAskedOnceForATokenThatIsRefusedThoughItIsGood() {
        realm.on(
                "GET /token",
                ScriptedResponses.of(
                        200,
                        "{\"token\":\"t\",\"expires_in\":300}",
                        "Content-Type: application/json"));
        server.on(MANIFEST, challenge());

        assertEquals(Reason.UNAUTHORIZED, failure(ADA).reason());
        assertEquals(1, realm.requests("GET /token").size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://HOST/token?x={y}|z",
                "HTTP://HOST/token?x={y}|z#top",
                " http://HOST/token?x=%7By}%7Cz "
            })
    void mayHaveARealmThatIsNoUri(String named) throws Exception {
        server.on(
                MANIFEST,
                ScriptedResponses.unauthorized(
                        "Bearer realm=\"%s\",service=\"s\""
                                .formatted(named.replace("HOST", realm.address()))),
                manifest);
        realm.on("GET /token", TOKEN);

        resolve(ADA);

        String asked = realm.requests("GET /token").get(0).path();
        assertTrue(asked.startsWith("/token?x=%7By%7D%7Cz&service=s&"), asked);
    }

    @Test
    void isToldOfWhenItsHostCannotBe() {
        server.on(MANIFEST, ScriptedResponses.unauthorized("Bearer realm=\"http://a b/token\""));

        RegistryException error = failure(ADA);
        assertEquals(Reason.CORRUPT, error.reason());
        assertTrue(
                error.getMessage()
                        .contains(
                                "its token service is \"http://a b/token\","
                                        + " which has no host that there can be"),
                error.getMessage());
    }

    private void answers(int status, String body, String... headers) {
        realm.on("GET /token", ScriptedResponses.of(status, body, headers));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"errors\":[{\"code\":\"DENIED\",\"message\":\"no such\"}]};no such (DENIED)",
                "{\"details\":\"incorrect username or password\"};incorrect username or password",
                "{\"error\":\"invalid_grant\",\"error_description\":\"expired\"};expired"
                        + " (invalid_grant)",
                "plain words;plain words"
            })
    void isQuotedWithAHintWhenItRefuses(String body, String words) {
        answers(403, body);

        RegistryException error = failure(RegistryCredentials.of("", ""));

        assertEquals(Reason.UNAUTHORIZED, error.reason());
        assertTrue(error.getMessage().contains("answered 403: " + words), error.getMessage());
        assertTrue(error.getMessage().contains("docker login " + server.address()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"token\":\"\",\"access_token\":\"a\"};a",
                "{\"token\":\"a\",\"access_token\":\"\"};a",
                "{\"token\":null,\"access_token\":\"a\"};a",
                "{\"token\":\"a:b|c\"};a:b|c",
                "{\"token\":\"a b,\\\"c\\\"\"};a b,\"c\"",
                "{\"Token\":\"a\",\"EXPIRES_IN\":300};a",
                "{\"Access_Token\":\"a\"};a"
            })
    void mayWriteATokenAsGoReadsIt(String body, String token) throws Exception {
        answers(200, body);

        resolve(ADA);

        assertEquals(List.of("", "Bearer " + token), authorizations(server, MANIFEST));
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 203})
    void mayAnswerWithAnySuccess(int status) throws Exception {
        answers(status, "{\"token\":\"t\"}");

        resolve(ADA);

        assertEquals(List.of("", "Bearer t"), authorizations(server, MANIFEST));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\\r\\nX: y", "a\\n", "\\u0000", "\\u00e9", " a"})
    void givesNoTokenThatAHeaderCannotHold(String token) {
        answers(200, "{\"token\":\"" + token + "\"}");

        RegistryException error = failure(ADA);
        assertEquals(Reason.CORRUPT, error.reason());
        assertTrue(error.getMessage().contains("no header can hold"), error.getMessage());
        assertEquals(1, server.requests(MANIFEST).size());
    }

    @Test
    void isQuotedWhenItsSuccessIsNone() {
        answers(200, "{\"errors\":[{\"message\":\"not today\"}]}");

        assertTrue(failure(ADA).getMessage().contains("with a token: not today"));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 308})
    void takesARefreshTokenAlongEachRedirectThatStays(int status) throws Exception {
        realm.on("POST /token", ScriptedResponses.of(status, "", "Location: /token/"));
        realm.on("POST /token/", TOKEN);

        resolve(REFRESH);

        assertTrue(
                new String(realm.requests("POST /token/").get(0).body(), StandardCharsets.UTF_8)
                        .contains("refresh_token=refresh-me"));
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 405})
    void isAskedByPasswordWhereItKnowsNoRefreshTokens(int status) throws Exception {
        realm.on("POST /token", ScriptedResponses.of(status, ""));
        realm.on("GET /token", TOKEN);

        resolve(ADA.withIdentityToken("refresh-me"));

        assertTrue(authorizations(realm, "GET /token").get(0).startsWith("Basic "));
        assertEquals(List.of("", "Bearer t"), authorizations(server, MANIFEST));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Negotiate abc==, %s",
                "Negotiate TlRMTVNTUAAB, NTLM, %s",
                "Digest realm=@@, %s",
                "Basic realm=\"x\", %s"
            })
    void isFoundAmongOtherWaysIn(String challenges) throws Exception {
        String bearer = "Bearer realm=\"http://%s/token\"".formatted(realm.address());
        server.on(MANIFEST, ScriptedResponses.unauthorized(challenges.formatted(bearer)), manifest);
        realm.on("GET /token", TOKEN);

        resolve(ADA);

        assertEquals(List.of("", "Bearer t"), authorizations(server, MANIFEST));
    }

    /** As Harbor does. */
    @Test
    void isAskedAgainWhereARefusedTokenIsAnsweredWithAnotherChallenge() throws Exception {
        realm.on(
                "GET /token",
                ScriptedResponses.of(200, "{\"token\":\"t1\",\"expires_in\":300}"),
                TOKEN);
        Script basic = ScriptedResponses.unauthorized("Basic realm=\"harbor\"");
        server.on(MANIFEST, challenge(), manifest, basic, challenge(), manifest);
        resolve(ADA);

        resolve(ADA);

        assertEquals(
                List.of("", "Bearer t1", "Bearer t1", "", "Bearer t"),
                authorizations(server, MANIFEST));
    }

    @Test
    void isPassedOverForABasicLoginWhereItHasNoRealm() throws Exception {
        server.on(MANIFEST, ScriptedResponses.unauthorized("Bearer, Basic realm=\"x\""), manifest);

        resolve(ADA);

        assertTrue(authorizations(server, MANIFEST).get(1).startsWith("Basic "));
    }
}
