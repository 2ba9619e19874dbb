package dev.berth.engine.support;

import dev.berth.engine.event.EventJournal;
import dev.berth.engine.http.Dispatcher;
import dev.berth.engine.http.EngineServer;
import dev.berth.engine.http.ServerLimits;
import dev.berth.engine.http.StandardHeaders;
import dev.berth.engine.route.EngineFacts;
import dev.berth.engine.route.ErrorResponses;
import dev.berth.engine.route.Routes;
import dev.berth.testing.RecordingLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The real server on a real unix socket, in front of {@link RememberedPlugins}. */
public final class TestEngine implements AutoCloseable {
    /** What the tests get unless they are about limits. */
    public static final ServerLimits LIMITS =
            new ServerLimits(
                    64,
                    64,
                    128,
                    16_384,
                    65_536,
                    1L << 30,
                    Duration.ofSeconds(20),
                    Duration.ofSeconds(20),
                    Duration.ofSeconds(20),
                    Duration.ofSeconds(20));

    private final EventJournal journal = new EventJournal();
    private final RememberedPlugins plugins = new RememberedPlugins(journal);
    private final RecordingLog log = new RecordingLog();
    private final TestAuthz authz = new TestAuthz();
    private final Path folder;
    private final Path socket;
    private final EngineServer server;

    /** Whether a setting may give a plugin new rights. */
    public volatile boolean newRights = true;

    public TestEngine() throws IOException {
        this(LIMITS);
    }

    public TestEngine(ServerLimits limits) throws IOException {
        folder = Files.createTempDirectory("engine");
        socket = folder.resolve("e.sock");
        ErrorResponses failures = new ErrorResponses(log.logger());
        Dispatcher dispatcher =
                new Dispatcher(
                        Routes.of(
                                plugins,
                                journal,
                                EngineFacts.here("0.1.0", List.of("a/guard", "a/second")),
                                Optional.of(new OneMetric()),
                                () -> newRights,
                                failures),
                        failures);
        server =
                new EngineServer(
                        dispatcher,
                        authz,
                        failures,
                        limits,
                        new StandardHeaders("Berth/0.1.0 (linux)", "linux"),
                        log.logger());
        listen(socket, "");
    }

    /** Listens on one more socket. */
    public void listen(Path path, String group) throws IOException {
        server.bindUnixSocket(path, group);
        server.open();
    }

    public RememberedPlugins plugins() {
        return plugins;
    }

    public TestAuthz authz() {
        return authz;
    }

    public EventJournal journal() {
        return journal;
    }

    public RecordingLog log() {
        return log;
    }

    public Path socket() {
        return socket;
    }

    public EngineServer server() {
        return server;
    }

    public RawClient client() throws IOException {
        return new RawClient(socket);
    }

    public RawResponse get(String path) throws IOException {
        return ask("GET", path, "", "");
    }

    public RawResponse post(String path) throws IOException {
        return ask("POST", path, "", "");
    }

    public RawResponse post(String path, String body) throws IOException {
        return ask("POST", path, "Content-Type: application/json\r\n", body);
    }

    public RawResponse delete(String path) throws IOException {
        return ask("DELETE", path, "", "");
    }

    /**
     * Asks on a connection of its own.
     *
     * @param headers each with its line's end
     */
    public RawResponse ask(String method, String path, String headers, String body)
            throws IOException {
        int length = body.getBytes(StandardCharsets.UTF_8).length;
        try (RawClient client = client()) {
            client.send(
                    "%s %s HTTP/1.1\r\nHost: docker\r\n%sContent-Length: %d\r\n\r\n%s"
                            .formatted(method, path, headers, length, body));
            return method.equals("HEAD") ? client.receiveHead() : client.receive();
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        Files.deleteIfExists(folder);
    }
}
