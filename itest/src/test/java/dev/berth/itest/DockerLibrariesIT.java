package dev.berth.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Event;
import com.github.dockerjava.api.model.EventType;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.transport.DockerHttpClient.Request;
import com.github.dockerjava.transport.DockerHttpClient.Request.Method;
import com.github.dockerjava.transport.DockerHttpClient.Response;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import dev.berth.itest.host.Distribution;
import dev.berth.itest.host.EmbeddedEngine;
import dev.berth.itest.host.EngineFolders;
import dev.berth.itest.parts.PluginSource;
import dev.berth.itest.parts.TestBed;
import dev.berth.plugin.PluginReference;
import dev.berth.testing.Programs;
import dev.berth.testing.ServerProcess;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The libraries that people use for Docker's API drive a plugin's life, each in its own way. */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DockerLibrariesIT {
    private static final Path CLIENTS =
            Path.of(System.getProperty("berth.checkout"), "itest/src/test/clients");

    private static EngineFolders folders;
    private static Path socket;
    private static Path source;
    private static PluginReference volume;
    private static ServerProcess engine;

    @BeforeAll
    static void start() throws Exception {
        TestBed.up();
        folders = EngineFolders.fresh();
        socket = folders.base().resolve("berth.sock");
        source = folders.base().resolve("plugin");
        try (EmbeddedEngine publisher = EmbeddedEngine.start(EngineFolders.fresh(), false)) {
            volume =
                    new PluginsInTheRegistry(publisher.manager())
                            .published("berth/libraries", PluginSource.volume());
        }
        Files.createDirectories(source);
        try (InputStream tar = PluginSource.volume().tar()) {
            Files.copy(tar, folders.base().resolve("plugin.tar"));
        }
        Programs.run(
                "tar", "-xf", folders.base().resolve("plugin.tar").toString(), "-C", "" + source);
        engine = new Distribution(folders).start();
        engine.awaitReady();
    }

    @AfterAll
    static void end() {
        engine.close();
    }

    @Test
    void dockerPy() throws Exception {
        String client = CLIENTS.resolve("docker_py.py").toString();
        String name = TestBed.registry() + "/berth/made-in-python:1";
        assertEquals(
                """
                ping True
                api True
                root True
                created True False
                pushed True
                missing 404
                installed py:latest False
                unknown setting 400
                set True
                enabled True ['py:latest']
                enabled again 409
                removed while enabled 409
                upgraded True
                left []
                """,
                Programs.run("/usr/bin/python3", client, "" + socket, name, "" + source));
    }

    @Test
    void dockerode() throws Exception {
        Path folder = folders.base().resolve("dockerode");
        Files.createDirectories(folder);
        for (String file : List.of("package.json", "package-lock.json", "client.js")) {
            Files.copy(CLIENTS.resolve("dockerode").resolve(file), folder.resolve(file));
        }
        try {
            Programs.run("npm", "--prefix", "" + folder, "ci", "--no-audit", "--no-fund");
        } catch (IOException e) {
            Assumptions.abort("dockerode cannot be had: " + e.getMessage());
        }
        assertEquals(
                """
                ping OK
                root true
                missing 404
                privileges mount,capabilities
                installed true
                named true
                unknown setting 400
                set true
                enabled true
                enabled again 409
                removed while enabled 409
                pushed true
                left 0
                """,
                Programs.run(
                        "node", folder.resolve("client.js").toString(), "" + socket, "" + volume));
    }

    /** Its typed commands, and its transport for plugins, which it has no commands for. */
    @Test
    void dockerJava() throws Exception {
        DockerClientConfig config =
                DefaultDockerClientConfig.createDefaultConfigBuilder()
                        .withDockerHost("unix://" + socket)
                        .withDockerTlsVerify(false)
                        .build();
        ZerodepDockerHttpClient http =
                new ZerodepDockerHttpClient.Builder().dockerHost(config.getDockerHost()).build();
        try (DockerClient client = DockerClientImpl.getInstance(config, http)) {
            client.pingCmd().exec();
            assertFalse(client.versionCmd().exec().getApiVersion().isEmpty());
            assertEquals(folders.root().toString(), client.infoCmd().exec().getDockerRootDir());
            assertEquals(List.of(), client.listContainersCmd().withShowAll(true).exec());
            assertEquals(List.of(), client.listNetworksCmd().exec());
            try (Seen seen = client.eventsCmd().exec(new Seen())) {
                String pull = "/plugins/pull?name=java&remote=" + volume;
                String granted = text(http, Method.GET, "/plugins/privileges?remote=" + volume, "");
                assertTrue(text(http, Method.POST, pull, granted).contains("Complete"));
                assertEquals("pull java:latest", seen.next());
                text(http, Method.POST, "/plugins/java/enable?timeout=60", "");
                assertEquals("start java:latest", seen.next());
                assertEquals("enable java:latest", seen.next());
            }
            assertTrue(text(http, Method.GET, "/plugins", "").contains("\"Enabled\":true"));
            text(http, Method.DELETE, "/plugins/java?force=1", "");
            assertTrue(
                    text(http, Method.GET, "/plugins/java/json", "")
                            .contains("plugin \\\"java\\\" not found"));
        }
    }

    private static String text(
            ZerodepDockerHttpClient http, Method method, String path, String body)
            throws IOException {
        Request.Builder request = Request.builder().method(method).path(path);
        if (!body.isEmpty()) {
            request.putHeader("Content-Type", "application/json")
                    .body(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
        }
        try (Response response = http.execute(request.build())) {
            return new String(response.getBody().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** The events of plugins as they come. */
    private static final class Seen extends ResultCallback.Adapter<Event> {
        private final BlockingQueue<String> events = new LinkedBlockingQueue<>();

        @Override
        public void onNext(Event event) {
            if (event.getType() == EventType.PLUGIN) {
                events.add(event.getAction() + " " + event.getActor().getAttributes().get("name"));
            }
        }

        String next() throws InterruptedException {
            return events.poll(60, TimeUnit.SECONDS);
        }
    }

    /**
     * As scripts do that were written for an old proxy: no chunks, and the end is the connection's.
     */
    @Test
    void curlAsHttp10() throws Exception {
        String pull = "/plugins/pull?name=curl&remote=" + volume;
        String granted = curl("GET", "/plugins/privileges?remote=" + volume);
        String pulled = curl("POST", pull, "-H", "Content-Type: application/json", "-d", granted);
        assertTrue(pulled.contains("Complete"), pulled);
        curl("POST", "/plugins/curl/enable?timeout=60");
        String list = curl("GET", "/plugins");
        assertTrue(list.contains("\"Name\":\"curl:latest\""), list);
        curl("DELETE", "/plugins/curl?force=1");
        String tar = "@" + folders.base().resolve("plugin.tar");
        String type = "Content-Type: application/x-tar";
        String made = curl("POST", "/plugins/create?name=old", "-H", type, "--data-binary", tar);
        assertEquals("", made);
        curl("DELETE", "/plugins/old");
    }

    private static String curl(String method, String path, String... more) throws Exception {
        List<String> command =
                List.of("-sS", "--fail", "--http1.0", "--unix-socket", "" + socket, "-X", method);
        return Programs.run(
                "curl",
                Stream.of(command, List.of(more), List.of("http://d" + path))
                        .flatMap(List::stream)
                        .toArray(String[]::new));
    }
}
