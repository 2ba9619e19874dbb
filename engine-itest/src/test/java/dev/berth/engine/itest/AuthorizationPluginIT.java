package dev.berth.engine.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.engine.support.RawClient;
import dev.berth.engine.support.RawResponse;
import dev.berth.testing.GoProgram;
import dev.berth.testing.Programs;
import dev.berth.testing.RealDockerd;
import dev.berth.testing.ServerProcess;
import dev.berth.testing.TestFolders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The same authorization plugin, in Go, in front of a real dockerd and of Berth, as a legacy
 * plugin: what each is asked, and what its clients are told.
 */
@Timeout(300)
class AuthorizationPluginIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NAME = "berth-authz-" + ProcessHandle.current().pid();

    private static final Deque<AutoCloseable> CLOSINGS = new ArrayDeque<>();
    private static Path folder;
    private static Path program;
    private static GuardedEngine dockerd;
    private static GuardedEngine berth;

    /**
     * An engine with an authorization plugin.
     *
     * @param asked the file where the plugin notes what it is asked
     */
    private record GuardedEngine(Path socket, Path asked) {

        RawResponse ask(String method, String path, String headers, String body)
                throws IOException {
            int length = body.getBytes(StandardCharsets.UTF_8).length;
            try (RawClient client = new RawClient(socket)) {
                client.send(
                        "%s %s HTTP/1.1\r\nHost: docker\r\n%sContent-Length: %d\r\nConnection: close\r\n\r\n%s"
                                .formatted(method, path, headers, length, body));
                return method.equals("HEAD") ? client.receiveHead() : client.receive();
            }
        }

        void chunked(String path, String body) throws IOException {
            try (RawClient client = new RawClient(socket)) {
                client.send(
                        ("POST %s HTTP/1.1\r\nHost: docker\r\nContent-Type: application/json\r\n"
                                        + "Transfer-Encoding: chunked\r\n\r\n%x\r\n%s\r\n0\r\n\r\n")
                                .formatted(path, body.length(), body));
                client.receive();
            }
        }

        /** Returns what the plugin was asked about a path. */
        List<String> asked(String path) throws IOException {
            return Files.readAllLines(asked).stream()
                    .filter(line -> line.replace("\\u0026", "&").contains("\"" + path + "\""))
                    .toList();
        }
    }

    @BeforeAll
    static void start() throws Exception {
        folder = Files.createTempDirectory("authz");
        Path target = Path.of(System.getProperty("berth.table")).resolveSibling("go");
        program = GoProgram.build(Path.of("src/test/go/authz.go"), target);
        dockerd = new GuardedEngine(folder.resolve("d/d.sock"), folder.resolve("d.asked"));
        berth = new GuardedEngine(folder.resolve("b.sock"), folder.resolve("b.asked"));
        Path plugins = Files.createDirectories(Path.of("/run/docker/plugins"));
        plugin(plugins.resolve(NAME + ".sock"), dockerd.asked());
        Path legacy = Files.createDirectory(folder.resolve("legacy"));
        plugin(legacy.resolve(NAME + ".sock"), berth.asked());
        CLOSINGS.push(
                RealDockerd.start(
                        Files.createDirectory(folder.resolve("d")),
                        "--authorization-plugin=" + NAME));
        ServerProcess engine = berth(legacy, "--authorization-plugin", NAME);
        CLOSINGS.push(engine);
        engine.awaitReady();
    }

    private static void plugin(Path socket, Path asked) throws Exception {
        ServerProcess plugin =
                ServerProcess.start(
                        "authz",
                        Pattern.compile("ready"),
                        List.of(program.toString(), socket.toString(), asked.toString()));
        CLOSINGS.push(() -> Files.deleteIfExists(socket));
        CLOSINGS.push(plugin);
        plugin.awaitReady();
    }

    private static ServerProcess berth(Path legacy, String... more) {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("berth.home"), "bin/berth").toString(),
                                "start",
                                "--root",
                                folder.resolve("berth").toString(),
                                "--exec-root",
                                folder.resolve("run").toString(),
                                "--socket",
                                berth.socket().toString(),
                                "--containerd",
                                "own",
                                "--legacy-dir",
                                legacy.toString()));
        command.addAll(List.of(more));
        return ServerProcess.start("berth", Pattern.compile("is ready"), command);
    }

    @AfterAll
    static void stop() throws Exception {
        for (AutoCloseable each : CLOSINGS) {
            each.close();
        }
        TestFolders.delete(folder);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /v1.41/plugins?x=denyRequest, 403",
        "POST, /v1.41/plugins/nobody/enable?x=denyRequest, 403",
        "GET, /v1.41/plugins?x=denyResponse, 403",
        "GET, /_ping?x=denyResponse, 403",
        "GET, /v1.41/plugins?x=statusAuthZReq, 500",
        "GET, /v1.41/plugins?x=statusAuthZRes, 500",
        "GET, /v1.41/plugins, 200",
        "GET, /v1.41/plugins/nobody/json, 404"
    })
    void clientsAreToldTheSame(String method, String path, int status) throws IOException {
        RawResponse ofDocker = dockerd.ask(method, path, "", "");
        RawResponse ofBerth = berth.ask(method, path, "", "");
        assertEquals(status, ofDocker.status());
        assertEquals(status, ofBerth.status());
        assertEquals(ofDocker.body(), ofBerth.body());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET  | /v1.41/plugins?n=1          |                  |",
                "GET  | /_ping?n=1                  |                  |",
                "POST | /v1.41/plugins/a/set?n=1    | application/json | [\"A=1\"]",
                "POST | /v1.41/plugins/a/enable?n=1 | application/json | {\"x\":1}",
                "POST | /v1.41/plugins/create?name=x | application/x-tar | nonsense"
            })
    void pluginsAreShownTheSameOfARequest(String method, String path, String type, String body)
            throws IOException {
        String headers =
                "User-agent: x/1\r\nX-registry-auth: secret\r\nauthorization: Basic eA==\r\n"
                        + (type == null ? "" : "content-type: " + type + "\r\n");
        String text = body == null ? "" : body;
        dockerd.ask(method, path, headers, text);
        berth.ask(method, path, headers, text);
        JsonNode ofDocker = question("AuthZReq", dockerd.asked(path));
        assertEquals(ofDocker, question("AuthZReq", berth.asked(path)));
        assertEquals("x/1", ofDocker.at("/RequestHeaders/User-Agent").asText());
    }

    @Test
    void pluginsAreShownTheSameOfAResponse() throws IOException {
        String path = "/v1.41/plugins?n=2";
        dockerd.ask("GET", path, "", "");
        berth.ask("GET", path, "", "");
        JsonNode ofDocker = question("AuthZRes", dockerd.asked(path));
        JsonNode ofBerth = question("AuthZRes", berth.asked(path));
        // Each tells what it is.
        for (String own : List.of("Server", "Api-Version")) {
            assertTrue(removed(ofDocker, own), own);
            assertTrue(removed(ofBerth, own), own);
        }
        assertEquals(ofDocker, ofBerth);
    }

    /** A login's password is nobody's business but the registry's. */
    @Test
    void berthShowsNoLogin() throws IOException {
        String path = "/v1.41/auth";
        String json = "Content-Type: application/json\r\n";
        dockerd.ask("POST", path, json, "{\"username\":\"u\"}");
        berth.ask("POST", path, json, "{\"username\":\"u\"}");
        assertTrue(question("AuthZReq", dockerd.asked(path)).has("RequestBody"));
        assertFalse(question("AuthZReq", berth.asked(path)).has("RequestBody"));
    }

    /** What CVE-2024-41110 has left: bodies that no plugin has seen. */
    @Test
    void berthLetsNoBodyThroughUnseen() throws IOException {
        String path = "/v1.41/plugins/a/set?n=3";
        String large = "[\"A=" + "x".repeat(1 << 20) + "\"]";
        String json = "Content-Type: application/json\r\n";
        dockerd.ask("POST", path, json, large);
        assertFalse(question("AuthZReq", dockerd.asked(path)).has("RequestBody"));
        assertEquals(413, berth.ask("POST", path, json, large).status());
        assertEquals(List.of(), berth.asked(path));
        String otherType = "/v1.41/plugins/a/set?n=4";
        dockerd.ask("POST", otherType, "Content-Type: text/plain\r\n", "[\"A=1\"]");
        berth.ask("POST", otherType, "Content-Type: text/plain\r\n", "[\"A=1\"]");
        assertFalse(question("AuthZReq", dockerd.asked(otherType)).has("RequestBody"));
        assertTrue(question("AuthZReq", berth.asked(otherType)).has("RequestBody"));
    }

    /** As dockerd does since CVE-2024-41110 is mended. */
    @Test
    void pluginsAreShownABodyOfNoKnownLength() throws IOException {
        String chunks = "/v1.41/plugins/a/set?n=5";
        dockerd.chunked(chunks, "[\"A=1\"]");
        berth.chunked(chunks, "[\"A=1\"]");
        JsonNode ofDocker = question("AuthZReq", dockerd.asked(chunks));
        assertEquals(ofDocker, question("AuthZReq", berth.asked(chunks)));
        assertTrue(ofDocker.has("RequestBody"));
    }

    /** dockerd asks for an error's response, without its status, and does not heed the answer. */
    @Test
    void berthHeedsADeniedErrorAndADeniedStream() throws IOException {
        String error = "/v1.41/plugins/nobody/json?x=denyResponse";
        assertEquals(404, dockerd.ask("GET", error, "", "").status());
        assertEquals(403, berth.ask("GET", error, "", "").status());
        JsonNode ofDocker = question("AuthZRes", dockerd.asked(error));
        assertFalse(ofDocker.has("ResponseStatusCode"), ofDocker.toString());
        assertEquals(
                404, question("AuthZRes", berth.asked(error)).at("/ResponseStatusCode").asInt());
        String stream = "/v1.41/events?until=1&x=denyResponse";
        assertEquals(200, dockerd.ask("GET", stream, "", "").status());
        assertEquals(403, berth.ask("GET", stream, "", "").status());
    }

    @Test
    void berthIsGuardedByAManagedPluginAndLetsNobodyInWithoutIt() throws Exception {
        Path socket = folder.resolve("m.sock");
        Path none = Files.createDirectory(folder.resolve("none"));
        GuardedEngine managed = new GuardedEngine(socket, none);
        try (ServerProcess unguarded = second(socket, none)) {
            unguarded.awaitReady();
            createManaged(socket);
        }
        try (ServerProcess guarded =
                second(socket, none, "--authorization-plugin", "authz/managed")) {
            guarded.awaitReady();
            assertEquals(200, managed.ask("GET", "/plugins", "", "").status());
            RawResponse denied = managed.ask("GET", "/plugins?x=denyRequest", "", "");
            assertEquals(403, denied.status());
            assertEquals(
                    "authorization denied by plugin authz/managed: not AuthZReq", denied.message());
            // An upload is larger than any body that is shown.
            docker(socket, "create", "authz/again", folder.resolve("managed").toString());
            assertTrue(docker(socket, "ls").contains("authz/again:latest"));
            managed.ask("POST", "/plugins/authz/managed/disable?force=1", "", "");
            RawResponse failed = managed.ask("GET", "/plugins", "", "");
            assertEquals(500, failed.status());
            assertTrue(
                    failed.message().startsWith("plugin authz/managed failed with error: "),
                    failed.message());
        }
        try (ServerProcess refused =
                second(socket, none, "--authorization-plugin", "authz/managed")) {
            assertEquals(1, refused.awaitEnd(), refused.output());
            assertTrue(
                    refused.output().contains("Error: failed to validate authorization plugin: "),
                    refused.output());
        }
    }

    private static ServerProcess second(Path socket, Path legacy, String... more) {
        List<String> options =
                new ArrayList<>(
                        List.of(
                                "--root",
                                folder.resolve("second").toString(),
                                "--exec-root",
                                folder.resolve("run2").toString(),
                                "--socket",
                                socket.toString()));
        options.addAll(List.of(more));
        return berth(legacy, options.toArray(String[]::new));
    }

    private static void createManaged(Path socket) throws Exception {
        Path plugin =
                CreatedPlugins.plugin(
                        folder,
                        "managed",
                        "{\"entrypoint\":[\"/authz\",\"/run/docker/plugins/a.sock\",\"/asked\"],"
                                + "\"interface\":{\"types\":[\"docker.authz/1.0\"],"
                                + "\"socket\":\"a.sock\"}}");
        Files.copy(program, plugin.resolve("rootfs/authz"), StandardCopyOption.COPY_ATTRIBUTES);
        docker(socket, "create", "authz/managed", plugin.toString());
        docker(socket, "enable", "authz/managed");
    }

    private static String docker(Path socket, String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of("docker", "-H", "unix://" + socket));
        command.add("plugin");
        command.addAll(List.of(words));
        return Programs.run(new ProcessBuilder(command));
    }

    private static boolean removed(JsonNode question, String header) {
        return ((ObjectNode) question.get("ResponseHeaders")).remove(header) != null;
    }

    private static JsonNode question(String method, List<String> asked) throws IOException {
        List<String> found = asked.stream().filter(line -> line.startsWith(method)).toList();
        assertEquals(1, found.size(), asked.toString());
        return JSON.readTree(found.get(0).substring(method.length()));
    }
}
