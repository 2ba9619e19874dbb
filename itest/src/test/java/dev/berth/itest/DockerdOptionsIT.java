package dev.berth.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.engine.support.Docker;
import dev.berth.itest.host.EmbeddedEngine;
import dev.berth.itest.host.EngineFolders;
import dev.berth.itest.parts.PluginSource;
import dev.berth.itest.parts.TestBed;
import dev.berth.testing.ServerProcess;
import dev.berth.testing.TestAuthority;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The engine is started with dockerd's options, and does what dockerd would. */
class DockerdOptionsIT {
    private static final Pattern READY = Pattern.compile("is ready");
    private static final Pattern PORT =
            Pattern.compile("engine API listens on \\S*127\\.0\\.0\\.1:(\\d+)");

    private EngineFolders folders;
    private String socket;

    @BeforeAll
    static void parts() {
        TestBed.up();
    }

    @BeforeEach
    void folders() throws IOException {
        folders = EngineFolders.fresh();
        Files.createDirectories(folders.base());
        socket = "unix://" + folders.socket();
    }

    @Test
    void severalHostsAnswerAndTcpAsksForACertificate() throws Exception {
        TestAuthority authority =
                new TestAuthority(Files.createDirectory(folders.base().resolve("ca")));
        authority.issue("server", TestAuthority.EC);
        authority.issue("client", TestAuthority.EC);
        String second = "unix://" + folders.base().resolve("2.sock");
        try (ServerProcess engine =
                start(
                        "-H",
                        socket,
                        "--host=" + second,
                        "-H=tcp://127.0.0.1:0",
                        "--tlsverify",
                        "--tlscacert",
                        authority.certificate().toString(),
                        "--tlscert",
                        authority.certificate("server").toString(),
                        "--tlskey",
                        authority.key("server").toString())) {
            engine.awaitReady();
            String tcp = "tcp://127.0.0.1:" + found(PORT, engine);
            assertEquals(0, docker("-H", socket, "plugin", "ls").exit());
            assertEquals(0, docker("-H", second, "plugin", "ls").exit());
            List<String> tls =
                    List.of(
                            "--tlsverify",
                            "--tlscacert=" + authority.certificate(),
                            "--tlscert=" + authority.certificate("client"),
                            "--tlskey=" + authority.key("client"));
            List<String> command = new ArrayList<>(List.of("-H", tcp));
            command.addAll(tls);
            command.addAll(List.of("version", "-f", "{{.Server.Os}}"));
            assertEquals("linux\n", docker(command.toArray(String[]::new)).output());
            assertNotEquals(
                    0,
                    docker("-H", tcp, "--tls", tls.get(1), "plugin", "ls").exit(),
                    "without a certificate");
            assertNotEquals(0, docker("-H", tcp, "plugin", "ls").exit(), "without TLS");
        }
    }

    @Test
    void tcpWithoutTlsIsWarnedOf() throws Exception {
        try (ServerProcess engine = start("-H", "tcp://127.0.0.1:0", "--tls=false")) {
            engine.awaitReady();
            String tcp = "tcp://127.0.0.1:" + found(PORT, engine);
            assertEquals(0, docker("-H", tcp, "plugin", "ls").exit());
            assertTrue(
                    engine.output().contains("Binding to IP address without --tlsverify"),
                    engine.output());
        }
    }

    @Test
    void certificatesThatAreNotThereEndTheStart() throws Exception {
        ServerProcess engine =
                start("-H", "tcp://127.0.0.1:0", "--tls", "--tlscert=/no/c", "--tlskey=/no/k");
        assertEquals(1, engine.awaitEnd());
        assertTrue(
                engine.output()
                        .contains(
                                "Could not load X509 key pair (cert: \"/no/c\", key: \"/no/k\"):"
                                        + " open /no/c: no such file or directory"),
                engine.output());
    }

    @Test
    void aPidFileIsThereWhileTheEngineRunsAndBelongsToIt() throws Exception {
        Path file = folders.base().resolve("p/berth.pid");
        Files.createDirectory(file.getParent());
        // No process has a higher ID than the kernel's limit.
        Files.writeString(file, "4194305");
        try (ServerProcess engine = start("-H", socket, "--pidfile", file.toString())) {
            engine.awaitReady();
            String pid = Files.readString(file);
            assertTrue(ProcessHandle.of(Long.parseLong(pid)).isPresent(), pid);
            ServerProcess other = start("-p", file.toString());
            assertEquals(1, other.awaitEnd());
            assertTrue(
                    other.output()
                            .contains(
                                    "pid file found, ensure docker is not running or delete "
                                            + file),
                    other.output());
            assertEquals(pid, Files.readString(file));
        }
        assertTrue(Files.notExists(file));
    }

    /** As moby's own test has it: the runtime is called with its arguments before the shim's. */
    @Test
    void anotherRuntimeRunsPluginsWithItsArguments() throws Exception {
        Path noted = folders.base().resolve("noted");
        Path runtime = folders.base().resolve("other runtime");
        Files.writeString(
                runtime,
                "#!/bin/sh\n[ \"$1\" = \"some arg\" ] && [ \"$2\" = \"it's\" ] || exit 7\nshift 2\n"
                        + "echo \"$@\" >>%s\nexec runc \"$@\"\n".formatted(noted));
        Files.setPosixFilePermissions(runtime, PosixFilePermissions.fromString("rwx------"));
        Path config =
                Files.writeString(
                        folders.base().resolve("daemon.json"),
                        """
                        {"runtimes": {"other": {"path": "%s", "runtimeArgs": ["some arg", "it's"]}},
                         "hosts": ["%s"], "debug": true, "log-driver": "json-file"}
                        """
                                .formatted(runtime, socket));
        try (ServerProcess engine = start("--default-runtime=other", "--config-file=" + config)) {
            engine.awaitReady();
            assertTrue(engine.output().contains("log-driver has no effect"), engine.output());
            String folder = PluginSource.volume().folder().toString();
            assertSuccess(docker("-H", socket, "plugin", "create", "demo/vol", folder));
            assertSuccess(docker("-H", socket, "plugin", "enable", "demo/vol"));
            assertTrue(Files.readString(noted).contains(" create "), Files.readString(noted));
            assertSuccess(docker("-H", socket, "plugin", "disable", "demo/vol"));
            assertTrue(engine.output().contains(" DEBUG dev.berth"), engine.output());
            assertFalse(engine.output().contains("ComponentHolder"), "the component runtime's");
            assertTrue(Files.readString(noted).contains(" delete "), Files.readString(noted));
        }
    }

    @Test
    void aRuntimeThatIsNotThereEndsTheStart() throws Exception {
        ServerProcess engine = start("--add-runtime", "a=/no/crun", "--default-runtime", "a");
        assertEquals(1, engine.awaitEnd());
        assertTrue(
                engine.output().contains("the path /no/crun of runtime 'a' is no program"),
                engine.output());
    }

    @Test
    void aMirrorStandsBeforeTheHub() throws Exception {
        String name = "acme/mirrored" + folders.base().getFileName();
        try (EmbeddedEngine engine = EmbeddedEngine.start(folders, false)) {
            new PluginsInTheRegistry(engine.manager()).published(name, PluginSource.volume());
        }
        try (ServerProcess engine =
                start("-H", socket, "--registry-mirror", "http://" + TestBed.registry())) {
            engine.awaitReady();
            assertSuccess(
                    docker(
                            "-H",
                            socket,
                            "plugin",
                            "install",
                            "--grant-all-permissions",
                            "--disable",
                            name));
            Docker.Outcome list = docker("-H", socket, "plugin", "ls", "--format", "{{.Name}}");
            assertEquals(name + ":latest\n", list.output());
        }
    }

    @Test
    void aFileThatSaysWhatTheCommandLineSaysEndsTheStart() throws Exception {
        Path config = Files.writeString(folders.base().resolve("daemon.json"), "{\"debug\": true}");
        ServerProcess engine = start("-D", "--config-file", config.toString());
        assertEquals(1, engine.awaitEnd());
        assertEquals(
                "Error: unable to configure the Docker daemon with file %s: the following directives"
                                .formatted(config)
                        + " are specified both as a flag and in the configuration file: debug:"
                        + " (from flag: true, from file: true)",
                engine.output());
        ServerProcess valid = start("--validate", "--config-file", config.toString());
        assertEquals(0, valid.awaitEnd());
        assertEquals("configuration OK", valid.output());
        assertFalse(Files.exists(folders.root()));
    }

    private ServerProcess start(String... options) {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                System.getProperty("berth.dist") + "/bin/berth",
                                "start",
                                "--data-root",
                                folders.root().toString(),
                                "--exec-root",
                                folders.execRoot().toString(),
                                "--legacy-dir",
                                folders.legacy().toString(),
                                "--containerd",
                                TestBed.containerd().toString()));
        command.addAll(List.of(options));
        return ServerProcess.start("berth", READY, command);
    }

    private static String found(Pattern pattern, ServerProcess engine) throws Exception {
        engine.awaitLine(pattern);
        Matcher match = pattern.matcher(engine.output());
        assertTrue(match.find(), engine.output());
        return match.group(1);
    }

    private static void assertSuccess(Docker.Outcome outcome) {
        assertEquals(0, outcome.exit(), outcome.output());
    }

    private Docker.Outcome docker(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(Docker.clients().get(0).toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(Map.of("DOCKER_CONFIG", folders.base().toString()));
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Docker.Outcome(process.waitFor(), output);
    }
}
