package dev.berth.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.engine.support.Docker;
import dev.berth.engine.support.Docker.Outcome;
import dev.berth.engine.support.RawClient;
import dev.berth.engine.support.RawResponse;
import dev.berth.itest.host.Distribution;
import dev.berth.itest.host.EmbeddedEngine;
import dev.berth.itest.host.EngineFolders;
import dev.berth.itest.parts.ContainerdRelease;
import dev.berth.itest.parts.PluginSource;
import dev.berth.itest.parts.StoredFiles;
import dev.berth.itest.parts.TestBed;
import dev.berth.plugin.PluginReference;
import dev.berth.testing.RealContainerd;
import dev.berth.testing.RuncGate;
import dev.berth.testing.ServerProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A plugin's whole life, with two deaths of the engine in it, on the installed containerd and on
 * the newer ones of Debian's suites; the engine's own, or one that was there before.
 */
@EnabledIfSystemProperty(named = "berth.long", matches = "true")
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ContainerdReleasesIT {
    private static PluginReference first;
    private static PluginReference second;

    private final EngineFolders folders = EngineFolders.fresh();
    private final Path home = folders.base().resolve("c");
    private ContainerdRelease release;
    private Path socket;
    private RuncGate runc;
    private Optional<RealContainerd> external = Optional.empty();
    private Distribution distribution;
    private ServerProcess engine;
    private Docker docker;

    @BeforeAll
    static void theRegistryHasTwoVersions() throws Exception {
        TestBed.up();
        try (EmbeddedEngine publisher = EmbeddedEngine.start(EngineFolders.fresh(), false)) {
            PluginsInTheRegistry registry = new PluginsInTheRegistry(publisher.manager());
            first = registry.published("berth/volume", PluginSource.volume());
            PluginSource next = PluginSource.volume().with(c -> c.put("description", "the next"));
            second = registry.published("berth/volume:next", next);
        }
    }

    @AfterEach
    void end() {
        if (engine != null) {
            engine.close();
        }
        external.ifPresent(RealContainerd::close);
    }

    @ParameterizedTest(name = "containerd {1} of {0}, {2}")
    @CsvSource({
        "this system, '', own",
        "this system, '', external",
        "trixie, 1.7, own",
        "trixie, 1.7, external",
        "sid, 2., own",
        "sid, 2., external"
    })
    void carryAPluginThroughItsWholeLife(String suite, String version, String whose)
            throws Exception {
        setUp(suite, whose);
        String said = release.version(socket);
        assertTrue(said.matches(" *Version: +v?" + version + ".*"), said);
        isInstalledCalledAndTakenOver();
        isStartedThoughTheEngineDiedWhileItWasMade();
        isUpgradedAndRolledBack();
        isRemovedWithoutATrace();
    }

    private void setUp(String suite, String whose) throws Exception {
        Files.createDirectories(folders.base());
        ContainerdRelease found = ContainerdRelease.of(suite);
        runc = RuncGate.in(folders.base().resolve("g"));
        release = found.withSearchPath(runc.before(found.searchPath()));
        socket = folders.execRoot().resolve("containerd/containerd.sock");
        String containerd = whose;
        if (whose.equals("external")) {
            external = Optional.of(RealContainerd.start(home, release.searchPath()));
            external.get().awaitReady();
            socket = external.get().socket();
            containerd = socket.toString();
        }
        distribution = new Distribution(folders, containerd, release.searchPath());
        docker =
                new Docker(
                        Docker.programs().get(0),
                        folders.base().resolve("berth.sock"),
                        folders.base());
        start();
    }

    private void start() throws Exception {
        engine = distribution.start();
        engine.awaitReady();
    }

    private void isInstalledCalledAndTakenOver() throws Exception {
        plugin("install", "--grant-all-permissions", "--alias", "volume", first.toString());
        assertEquals("", volumes());
        assertEquals("", call("Create", "{\"Name\": \"kept\"}").json().path("Err").asText());
        Optional<Long> process = release.process(socket, id());
        assertTrue(process.isPresent());
        engine.kill();
        start();
        awaitEnabled();
        assertEquals("kept", volumes());
        assertEquals(process, release.process(socket, id()));
        plugin("disable", "volume");
        assertEquals(List.of(), release.objects(socket));
    }

    private void isStartedThoughTheEngineDiedWhileItWasMade() throws Exception {
        try (RuncGate.Gate gate = runc.shut()) {
            Process enable = docker.start("plugin", "enable", "volume");
            assertTrue(gate.awaitRunc());
            engine.kill();
            assertEquals(1, enable.waitFor());
        }
        start();
        awaitEnabled();
        assertEquals("kept", volumes());
        plugin("disable", "volume");
        assertEquals(List.of(), release.objects(socket));
    }

    /** An engine waits a while only for its plugins before it is ready. */
    private void awaitEnabled() throws Exception {
        try (RawClient events = new RawClient(folders.base().resolve("berth.sock"))) {
            events.send("GET /events HTTP/1.1\r\nHost: x\r\n\r\n").receiveStart();
            while (!inspect("{{.Status.State}}").equals("enabled")) {
                events.chunk();
            }
        }
    }

    private void isUpgradedAndRolledBack() throws Exception {
        plugin(
                "upgrade",
                "--grant-all-permissions",
                "--skip-remote-check",
                "volume",
                second.toString());
        plugin("enable", "volume");
        assertEquals("the next", inspect("{{.Config.Description}}"));
        volumes();
        plugin("disable", "volume");
        try (RawClient client = new RawClient(folders.base().resolve("berth.sock"))) {
            client.send(
                    "POST /plugins/volume/rollback HTTP/1.1\r\n"
                            + "Host: x\r\n"
                            + "Content-Length: 0\r\n\r\n");
            assertEquals(204, client.receive().status());
        }
        plugin("enable", "volume");
        assertEquals("kept", volumes());
    }

    private void isRemovedWithoutATrace() throws Exception {
        plugin("rm", "-f", "volume");
        assertEquals(List.of(), release.objects(socket));
        engine.signal("TERM");
        assertEquals(0, engine.awaitEnd(), engine.output());
        Set<String> left = StoredFiles.below(folders.root());
        left.removeIf(file -> file.startsWith("containerd/"));
        assertEquals(Set.of(), left);
        try (Stream<String> mounts = Files.lines(Path.of("/proc/self/mountinfo"))) {
            String ours = folders.root() + "/";
            assertEquals(List.of(), mounts.filter(line -> line.contains(ours)).toList());
        }
    }

    private void plugin(String... words) throws Exception {
        String[] command =
                Stream.concat(Stream.of("plugin"), Stream.of(words)).toArray(String[]::new);
        Outcome outcome = docker.run(command);
        assertEquals(
                0, outcome.exit(), () -> outcome.output() + "\nThe engine:\n" + engine.output());
    }

    private String inspect(String format) throws Exception {
        return docker.run("plugin", "inspect", "-f", format, "volume").output().strip();
    }

    private String id() throws Exception {
        return inspect("{{.Id}}");
    }

    /** Returns the names of the plugin's volumes. */
    private String volumes() throws Exception {
        return call("List", "{}").json().path("Volumes").findValuesAsText("Name").stream()
                .reduce("", String::concat);
    }

    private RawResponse call(String method, String body) throws Exception {
        Path plugin = folders.execRoot().resolve(id().substring(0, 8)).resolve("volume.sock");
        try (RawClient client = new RawClient(plugin)) {
            client.send(
                    "POST /VolumeDriver.%s HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n%s"
                            .formatted(method, body.length(), body));
            return client.receive();
        }
    }
}
