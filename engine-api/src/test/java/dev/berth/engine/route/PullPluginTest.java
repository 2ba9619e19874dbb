package dev.berth.engine.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.engine.support.PublishedPluginsTest;
import dev.berth.engine.support.RawClient;
import dev.berth.engine.support.RawResponse;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.Progress;
import dev.berth.plugin.RegistryCredentials;
import dev.berth.plugin.error.InvalidPluginException;
import dev.berth.plugin.error.NotAdmittedException;
import dev.berth.plugin.error.RegistryException;
import dev.berth.testing.plugin.ProgressFixture;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PullPluginTest extends PublishedPluginsTest {
    @Test
    void goesOnInDockersLines() throws IOException {
        RawResponse response =
                engine.post("/v1.41/plugins/pull?remote=localhost:5000/a/rich:1&name=", GRANT);
        assertEquals(200, response.status());
        assertEquals("application/json", response.headers().get("content-type"));
        assertEquals("localhost:5000/a/rich:1", response.headers().get("docker-plugin-name"));
        assertEquals(
                "{\"status\":\"Pulling from localhost:5000/a/rich\",\"id\":\"1\"}\r\n"
                    + "{\"status\":\"Digest:"
                    + " sha256:abababababababababababababababababababababababababababababababab\"}\r\n"
                    + "{\"status\":\"Waiting\",\"progressDetail\":{},\"id\":\"0123456789ab\"}\r\n"
                    + "{\"status\":\"Downloading\",\"progressDetail\":{\"current\":1024,\"total\":2048},\"progress\":\"[=========================\\u003e"
                    + "                         ]  1.024kB/2.048kB\",\"id\":\"0123456789ab\"}\r\n"
                    + "{\"status\":\"Download"
                    + " complete\",\"progressDetail\":{},\"id\":\"0123456789ab\"}\r\n"
                    + "{\"status\":\"Extracting\",\"progressDetail\":{\"current\":32768,\"total\":2064895},\"progress\":\"[\\u003e"
                    + "                                                  ] "
                    + " 32.77kB/2.065MB\",\"id\":\"0123456789ab\"}\r\n"
                    + "{\"status\":\"Complete\",\"progressDetail\":{},\"id\":\"0123456789ab\"}\r\n",
                response.body());
        Plugin plugin = engine.plugins().find("localhost:5000/a/rich:1");
        assertEquals("localhost:5000/a/rich:1", plugin.source().get().toString());
    }

    @ParameterizedTest
    @CsvSource({
        "a/plain,'',a/plain:latest",
        "a/plain,&name=other,other:latest",
        "a/plain,&name=other:2,other:2",
        "docker.io/a/plain:latest,&name=library/x,x:latest"
    })
    void namesThePluginAsDockerWould(String remote, String name, String expected)
            throws IOException {
        RawResponse response = engine.post("/plugins/pull?remote=" + remote + name, "null");
        assertEquals(expected, response.headers().get("docker-plugin-name"));
        assertEquals(
                "docker.io/a/plain:latest",
                engine.get("/plugins/" + expected + "/json")
                        .json()
                        .path("PluginReference")
                        .asText());
    }

    @Test
    void movesWhileItIsUnderWay() throws Exception {
        engine.plugins().gate = new CountDownLatch(1);
        try (RawClient client = engine.client()) {
            client.send(post("/plugins/pull?remote=a/plain", "null"));
            assertEquals(200, client.receiveStart().status());
            assertTrue(client.chunk().contains("Pulling from a/plain"));
            engine.plugins().gate.countDown();
            while (!client.chunk().isEmpty()) {
                continue;
            }
        }
        assertEquals("a/plain:latest", engine.plugins().find("a/plain").name().familiar());
    }

    @Test
    void isCancelledWhenTheClientGoes() throws Exception {
        engine.plugins().gate = new CountDownLatch(1);
        try (RawClient client = engine.client()) {
            client.send(post("/plugins/pull?remote=a/plain", "null"));
            client.receiveStart();
            client.chunk();
        }
        engine.plugins().cancelled.await();
        assertEquals(List.of(), engine.plugins().list());
    }

    @ParameterizedTest
    @CsvSource({
        "remote=a/none,404,docker.io has no plugin a/none",
        "remote=,400,invalid reference format",
        "remote=a/plain&name=a/UP,400,invalid reference format: repository name (a/UP) must be"
                + " lowercase",
        "remote=a/plain&name=taken,400,'plugin taken:latest already exists; remove it first, or"
                + " choose another name by an alias'"
    })
    void failsWithAStatusBeforeItHasBegun(String query, int status, String message)
            throws IOException {
        engine.plugins().add("taken", "{}");
        RawResponse response = engine.post("/plugins/pull?" + query, "null");
        assertEquals(status, response.status());
        assertEquals(message, response.message());
    }

    @Test
    void refusesADigestInTheLocalName() throws IOException {
        RawResponse response =
                engine.post("/plugins/pull?remote=a/plain&name=x@sha256:" + "0".repeat(64), "null");
        assertEquals(400, response.status());
        assertEquals("cannot use digest in plugin tag", response.message());
    }

    @Test
    void failsInTheLastLineOnceItHasBegun() throws IOException {
        RawResponse response = engine.post("/plugins/pull?remote=localhost:5000/a/rich:1", "null");
        assertEquals(200, response.status());
        String last = response.body().strip().lines().reduce((a, b) -> b).orElseThrow();
        String message =
                "incorrect privileges: plugin localhost:5000/a/rich:1 asks for network [host],"
                        + " and none were granted; look at its privileges and grant exactly those";
        assertEquals(
                "{\"errorDetail\":{\"message\":\"" + message + "\"},\"error\":\"" + message + "\"}",
                last);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "no|invalid JSON: invalid character 'n' looking for beginning of value",
                "{}|failed to parse privileges: a list like",
                "[1]|failed to parse privileges: a list like",
                "[{\"Name\":1}]|failed to parse privileges: a list like",
                "[{\"Value\":{}}]|failed to parse privileges: a list like",
                "[{\"Value\":[1]}]|failed to parse privileges: a list like",
                "null null|unexpected content after JSON, at line 1, column 6",
                "[|invalid JSON: unexpected EOF, at line 1, column 2"
            })
    void refusesWhatIsNoListOfPrivileges(String body, String message) throws IOException {
        RawResponse response = engine.post("/plugins/pull?remote=a/plain", body);
        assertEquals(400, response.status());
        assertTrue(response.message().startsWith(message), response.message());
        assertEquals(List.of(), engine.plugins().list());
    }

    @Test
    void takesPrivilegesWhateverTheCaseOfTheirKeys() throws IOException {
        String body = GRANT.replace("Name", "name").replace("Value", "value");
        RawResponse response =
                engine.post(
                        "/plugins/pull?remote=localhost:5000/a/rich:1",
                        body.replace("Description", "description"));
        assertTrue(response.body().contains("Complete"), response.body());
    }

    @ParameterizedTest
    @CsvSource({"URL", "STANDARD", "UNPADDED"})
    void handsTheLoginOn(String alphabet) throws IOException {
        byte[] json =
                "{\"username\":\"~~ü\",\"password\":\"p?>\",\"serveraddress\":\"h\"}"
                        .getBytes("UTF-8");
        String header =
                switch (alphabet) {
                    case "URL" -> Base64.getUrlEncoder().encodeToString(json);
                    case "STANDARD" -> Base64.getEncoder().encodeToString(json);
                    default -> Base64.getUrlEncoder().withoutPadding().encodeToString(json);
                };
        engine.ask(
                "POST",
                "/plugins/pull?remote=a/plain",
                "Content-Type: application/json\r\nX-Registry-Auth: " + header + "\r\n",
                "null");
        assertEquals(Optional.of(RegistryCredentials.of("~~ü", "p?>")), engine.plugins().login);
    }

    @ParameterizedTest
    @CsvSource({"e30=", "!!!", "bm8=", "bnVsbA=="})
    void takesWhatIsNoLoginForNone(String header) throws IOException {
        engine.ask(
                "GET",
                "/plugins/privileges?remote=a/plain",
                "X-Registry-Auth: " + header + "\r\n",
                "");
        assertEquals(Optional.empty(), engine.plugins().login);
    }

    @Test
    void tellsWhatARegistrySaid() throws IOException {
        for (var reason : RegistryException.Reason.values()) {
            engine.plugins().failure =
                    new RegistryException(reason, "docker.io", "a/plain", "because");
            RawResponse response = engine.get("/plugins/privileges?remote=a/plain");
            int expected =
                    switch (reason) {
                        case NOT_FOUND -> 404;
                        case UNAUTHORIZED -> 403;
                        case UNSUPPORTED -> 400;
                        default -> 500;
                    };
            assertEquals(expected, response.status());
            assertEquals("because", response.message());
        }
    }

    @Test
    void tellsOfPoliciesAndBadPlugins() throws IOException {
        engine.plugins().failure = new NotAdmittedException("a/plain", "not signed");
        assertEquals(403, engine.get("/plugins/privileges?remote=a/plain").status());
        engine.plugins().failure = new InvalidPluginException("config is not JSON");
        assertEquals(400, engine.get("/plugins/privileges?remote=a/plain").status());
    }

    @Test
    void keepsOnlyTheNewestStepForASlowReader() throws Exception {
        engine.plugins().steps =
                IntStream.range(0, 20_000)
                        .<Progress>mapToObj(
                                i ->
                                        new ProgressFixture(
                                                Progress.Phase.DOWNLOADING,
                                                "sha256:" + "%04d".formatted(i % 100).repeat(16),
                                                1000,
                                                1000))
                        .toList();
        try (RawClient client = engine.client()) {
            client.send(post("/plugins/pull?remote=a/plain", "null"));
            // The pull ends although not a byte of its answer has been read.
            engine.plugins().atGate.await();
            String all = client.receive().body();
            assertTrue(all.length() < 2_000_000, "only " + all.length() + " characters waited");
            assertTrue(all.contains("Pulling from"), "the beginning is there");
        }
    }

    private static String post(String path, String body) {
        return ("POST %s HTTP/1.1\r\nHost: d\r\nContent-Type: application/json\r\n"
                        + "Content-Length: %d\r\n\r\n%s")
                .formatted(path, body.length(), body);
    }
}
