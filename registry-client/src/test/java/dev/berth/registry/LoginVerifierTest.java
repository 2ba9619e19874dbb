package dev.berth.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.plugin.RegistryCredentials;
import dev.berth.plugin.error.RegistryException;
import dev.berth.plugin.error.RegistryException.Reason;
import dev.berth.registry.testing.ScriptedResponses;
import dev.berth.registry.testing.ScriptedServer;
import dev.berth.registry.testing.ScriptedServer.Script;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code docker login} asks for. */
class LoginVerifierTest {
    private static final String VERSION_CHECK = "GET /v2/";
    private static final RegistryCredentials ADA = RegistryCredentials.of("ada", "s3cret-word");
    private static final String BASIC =
            "Basic "
                    + Base64.getEncoder()
                            .encodeToString("ada:s3cret-word".getBytes(StandardCharsets.US_ASCII));

    @TempDir Path folder;

    private ScriptedServer server;
    private TestClient client;

    @BeforeEach
    void start() throws Exception {
        server = new ScriptedServer();
        client =
                TestClient.with(
                        Map.of(
                                "retry.attempts.max.count",
                                2,
                                "docker.config.folder",
                                folder.toString()));
    }

    @AfterEach
    void stop() throws Exception {
        assertFalse(client.log.lines().toString().contains(ADA.password()));
        client.close();
        server.close();
    }

    private static Script letsIn(Script inside, String challenge) {
        return (request, out) -> {
            boolean right = request.header("Authorization").equals(BASIC);
            (right ? inside : ScriptedResponses.unauthorized(challenge)).answer(request, out);
        };
    }

    private void login(RegistryCredentials login) throws Exception {
        client.registry.login(server.address(), login);
    }

    private RegistryException refusal(RegistryCredentials login) {
        RegistryException error = assertThrows(RegistryException.class, () -> login(login));
        for (Throwable one = error; one != null; one = one.getCause()) {
            assertFalse(one.toString().contains(ADA.password()), one.toString());
            assertFalse(one.toString().contains(BASIC.substring(6)), one.toString());
        }
        return error;
    }

    private String tokenRealm(Script tokens) {
        server.on(
                VERSION_CHECK,
                ScriptedResponses.unauthorized(
                        "Bearer realm=\"http://%s/token\",service=\"s\""
                                .formatted(server.address())),
                ScriptedResponses.of(200, "{}"));
        server.on("GET /token", tokens);
        return "GET /token";
    }

    @Test
    void acceptsALoginThatIsRight() throws Exception {
        server.on(VERSION_CHECK, letsIn(ScriptedResponses.of(200, "{}"), "Basic realm=\"x\""));

        login(ADA);
    }

    @Test
    void refusesALoginThatIsWrong() {
        server.on(VERSION_CHECK, letsIn(ScriptedResponses.of(200, "{}"), "Basic realm=\"x\""));

        RegistryException error = refusal(RegistryCredentials.of("ada", "another"));

        assertEquals(Reason.UNAUTHORIZED, error.reason());
        assertTrue(
                error.getMessage().contains("check the user name and password"),
                error.getMessage());
        assertTrue(error.getMessage().contains("the login of ada"), error.getMessage());
    }

    @Test
    void refusesALoginThatIsRightButNotEnough() {
        server.on(VERSION_CHECK, letsIn(ScriptedResponses.of(403, ""), "Basic realm=\"x\""));

        assertEquals(Reason.UNAUTHORIZED, refusal(ADA).reason());
    }

    @Test
    void refusesAnEmptyLoginAndTakesNotTheHostsInstead() throws Exception {
        server.on(VERSION_CHECK, letsIn(ScriptedResponses.of(200, "{}"), "Basic realm=\"x\""));
        Files.writeString(
                folder.resolve("config.json"),
                "{\"auths\":{\"%s\":{\"auth\":\"%s\"}}}"
                        .formatted(server.address(), BASIC.substring(6)));

        assertEquals(Reason.UNAUTHORIZED, refusal(RegistryCredentials.of("", "")).reason());
        assertEquals(Reason.UNAUTHORIZED, refusal(RegistryCredentials.of("ada", "")).reason());
        assertEquals(List.of(), server.requests(VERSION_CHECK));
    }

    @Test
    void asksTheTokenServiceThatTheRegistryNames() throws Exception {
        String line =
                tokenRealm(
                        letsIn(
                                ScriptedResponses.of(200, "{\"token\":\"t\"}"),
                                "Basic realm=\"x\""));

        login(ADA);

        assertEquals("Bearer t", server.requests(VERSION_CHECK).get(1).header("Authorization"));
        assertFalse(server.requests(line).get(0).path().contains("scope="));
    }

    @Test
    void refusesWhatTheTokenServiceRefuses() {
        tokenRealm(letsIn(ScriptedResponses.of(200, "{\"token\":\"t\"}"), "Basic realm=\"x\""));

        RegistryException error = refusal(RegistryCredentials.of("ada", "another"));

        assertEquals(Reason.UNAUTHORIZED, error.reason());
        assertTrue(error.getMessage().contains("login is wrong"), error.getMessage());
    }

    @Test
    void takesAnIdentityTokenToo() throws Exception {
        tokenRealm(ScriptedResponses.notFound());
        server.on("POST /token", ScriptedResponses.of(200, "{\"access_token\":\"t\"}"));

        login(RegistryCredentials.of("ada", "").withIdentityToken("refresh"));
    }

    @Test
    void acceptsAnyForARegistryThatAsksForNone() throws Exception {
        server.on(VERSION_CHECK, ScriptedResponses.of(200, "{}"));

        login(ADA);

        assertEquals("", server.requests(VERSION_CHECK).get(0).header("Authorization"));
    }

    @Test
    void showsNoLoginToWhatIsNoRegistry() {
        server.on(VERSION_CHECK, ScriptedResponses.of(404, "not here"));

        assertEquals(Reason.NOT_FOUND, refusal(ADA).reason());
        assertEquals("", server.requests(VERSION_CHECK).get(0).header("Authorization"));
    }

    @Test
    void acceptsNoneWhenTheRegistryIsGone() throws Exception {
        server.close();

        assertEquals(Reason.UNREACHABLE, refusal(ADA).reason());
    }

    @Test
    void asksAnewEachTime() throws Exception {
        server.on(VERSION_CHECK, letsIn(ScriptedResponses.of(200, "{}"), "Basic realm=\"x\""));
        login(ADA);

        assertEquals(Reason.UNAUTHORIZED, refusal(RegistryCredentials.of("ada", "other")).reason());
    }

    @Test
    void takesNoPageForASuccess() {
        server.on("GET /v2/", ScriptedResponses.of(200, "<html>", "Content-Type: text/html"));

        RegistryException error = refusal(ADA);
        assertEquals(Reason.CORRUPT, error.reason());
        assertTrue(error.getMessage().contains("perhaps this is no registry"));
    }
}
