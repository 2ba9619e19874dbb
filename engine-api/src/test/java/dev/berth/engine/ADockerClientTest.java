package dev.berth.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.engine.support.Docker;
import dev.berth.engine.support.Docker.Outcome;
import dev.berth.plugin.PluginState;
import dev.berth.testing.plugin.EngineFixture;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The stock {@code docker} command drives the engine API: each one that the machine has. */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.berth.engine.support.Docker#clients")
class ADockerClientTest extends DockerClientTest {

    @Test
    void learnsTheVersion() throws Exception {
        Outcome outcome = docker.run("version", "--format", "{{json .Server}}");
        assertEquals(0, outcome.exit(), outcome.output());
        assertTrue(outcome.output().contains("\"ApiVersion\":\"1.50\""), outcome.output());
        assertTrue(
                docker.run("version")
                        .output()
                        .contains("API version:      1.50 (minimum version 1.12)"));
    }

    @Test
    void printsInfoWithoutAWarningThatIsNotTrue() throws Exception {
        Outcome outcome = docker.run("info");
        assertEquals(0, outcome.exit(), outcome.output());
        assertTrue(outcome.output().contains("Docker Root Dir: /var/lib/tested"));
        assertTrue(outcome.output().contains("Log: json-file"), outcome.output());
        assertTrue(outcome.output().contains("ID: " + EngineFixture.ID), outcome.output());
        assertFalse(outcome.output().contains("WARNING"), outcome.output());
    }

    @ParameterizedTest
    @CsvSource({"1.25", "1.41", "1.50"})
    void speaksAnyVersion(String version) throws Exception {
        engine.plugins().add("a/x", RICH);
        Docker old = docker.with("DOCKER_API_VERSION", version);
        assertEquals("a/x:latest\n", old.run("plugin", "ls", "--format", "{{.Name}}").output());
    }

    @Test
    void listsWithItsOptions() throws Exception {
        String id = engine.plugins().add("a/x", RICH).id();
        engine.plugins().add("b", "{}");
        engine.plugins().state("a/x", PluginState.ENABLED);
        assertEquals(3, docker.run("plugin", "ls").output().lines().count());
        assertTrue(
                docker.run("plugin", "ls")
                        .output()
                        .contains(id.substring(0, 12) + "   a/x:latest"));
        assertTrue(
                docker.run("plugin", "ls", "--no-trunc").output().contains(id + "   a/x:latest"));
        assertEquals(
                id.substring(0, 12),
                docker.run("plugin", "ls", "-q", "-f", "enabled=true").output().strip());
        assertEquals(
                "b:latest false\n",
                docker.run(
                                "plugin",
                                "ls",
                                "-f",
                                "enabled=false",
                                "--format",
                                "'{{.Name}} {{.Enabled}}'")
                        .output()
                        .replace("'", ""));
        Outcome bad = docker.run("plugin", "ls", "-f", "enabled=maybe");
        assertEquals(1, bad.exit());
        assertTrue(
                bad.output()
                        .contains("Error response from daemon: invalid filter 'enabled=[maybe]'"));
    }

    @Test
    void inspects() throws Exception {
        String id = engine.plugins().add("a/x", RICH).id();
        assertEquals(id + "\n", docker.run("plugin", "inspect", "-f", "{{.Id}}", "a/x").output());
        assertEquals(
                "[DEBUG=0]\n",
                docker.run("plugin", "inspect", "-f", "{{.Settings.Env}}", id.substring(0, 6))
                        .output());
        assertEquals(
                id + "\n",
                docker.run("inspect", "--type", "plugin", "-f", "{{.Id}}", "a/x").output());
        Outcome none = docker.run("plugin", "inspect", "none");
        assertEquals(1, none.exit());
        assertTrue(none.output().startsWith("[]\n"), none.output());
        assertTrue(none.output().endsWith(notFound("none") + "\n"), none.output());
    }

    /** Docker has no field {@code Status}: clients list as ever, and inspect shows it. */
    @Test
    void showsACrashLoopToThoseWhoInspect() throws Exception {
        engine.plugins().add("a/x", RICH);
        engine.plugins().crash("a/x", 137);
        assertEquals(
                "a/x:latest true\n",
                docker.run("plugin", "ls", "--format", "{{.Name}} {{.Enabled}}").output());
        assertEquals(2, docker.run("plugin", "ls").output().lines().count());
        assertEquals(
                "true enabling 7 137 9 it ended with exit code 137\n",
                docker.run(
                                "plugin",
                                "inspect",
                                "-f",
                                "{{.Enabled}} {{.Status.State}} {{.Status.Restarts}}"
                                        + " {{.Status.ExitCode}} {{.Status.Signal}}"
                                        + " {{.Status.Problem}}",
                                "a/x")
                        .output());
        String whole = docker.run("plugin", "inspect", "a/x").output();
        assertTrue(whole.contains("\"Since\": \"2026-11-01T12:00:00Z\""), whole);
        assertTrue(whole.contains("\"ExitCode\": 137"), whole);
    }

    @Test
    void createsOfAFolder() throws Exception {
        AtomicLong size = new AtomicLong();
        engine.plugins().reader =
                tar -> size.set(tar.transferTo(java.io.OutputStream.nullOutputStream()));
        Path plugin = pluginFolder(3 << 20);
        Outcome created = docker.run("plugin", "create", "a/made", plugin.toString());
        assertEquals("a/made\n", created.output());
        assertTrue(size.get() > 3 << 20);
        Outcome again = docker.run("plugin", "create", "a/made", plugin.toString());
        assertEquals(1, again.exit());
        assertTrue(
                again.output()
                        .contains(
                                "Error response from daemon: plugin a/made:latest already exists"),
                again.output());
        assertEquals(
                0, docker.run("plugin", "create", "--compress", "a/zip", plugin.toString()).exit());
    }

    @Test
    void enablesDisablesSetsAndRemoves() throws Exception {
        engine.plugins().add("a/x", RICH);
        assertEquals(0, docker.run("plugin", "set", "a/x", "DEBUG=1").exit());
        assertEquals("a/x\n", docker.run("plugin", "enable", "--timeout", "5", "a/x").output());
        assertEquals(5, engine.plugins().options.call().toSeconds());
        assertTrue(
                docker.run("plugin", "set", "a/x", "DEBUG=2")
                        .output()
                        .contains("cannot set on an active plugin, disable plugin before setting"));
        assertTrue(
                docker.run("plugin", "enable", "a/x")
                        .output()
                        .contains("plugin already enabled: plugin a/x:latest is enabled"));
        engine.plugins().use("a/x");
        assertTrue(
                docker.run("plugin", "disable", "a/x")
                        .output()
                        .contains("plugin a/x:latest is in use"));
        assertEquals("a/x\n", docker.run("plugin", "disable", "-f", "a/x").output());
        assertTrue(
                docker.run("plugin", "rm", "a/x", "none")
                        .output()
                        .contains("plugin a/x:latest is in use"));
        Outcome removed = docker.run("plugin", "rm", "-f", "a/x", "none");
        assertEquals(1, removed.exit());
        assertTrue(removed.output().startsWith("a/x\n"), removed.output());
        assertTrue(removed.output().contains(notFound("none")), removed.output());
    }

    @Test
    void watchesEvents() throws Exception {
        engine.plugins().add("a/x", "{}");
        Process events =
                docker.start(
                        "events",
                        "--since",
                        "1",
                        "--format",
                        "{{.Action}} {{.Actor.Attributes.name}}",
                        "--filter",
                        "plugin=a/x");
        try (BufferedReader lines = events.inputReader()) {
            docker.run("plugin", "enable", "a/x");
            assertEquals("enable a/x:latest", lines.readLine());
            docker.run("plugin", "disable", "a/x");
            assertEquals("disable a/x:latest", lines.readLine());
            docker.run("plugin", "rm", "a/x");
            assertEquals("remove a/x:latest", lines.readLine());
        } finally {
            events.destroy();
            events.waitFor();
        }
    }

    @Test
    void isToldThatThereAreNoContainers() throws Exception {
        Outcome none = docker.run("ps", "--quiet");
        assertEquals(0, none.exit(), none.output());
        assertEquals("", none.output());
        Outcome outcome = docker.run("start", "x");
        assertEquals(1, outcome.exit());
        assertTrue(
                outcome.output().contains("this is Berth, an engine for plugins only"),
                outcome.output());
    }

    private Path pluginFolder(int size) throws IOException {
        Path plugin = Files.createDirectories(folder.resolve("plugin"));
        Files.createDirectories(plugin.resolve("rootfs"));
        Files.writeString(plugin.resolve("config.json"), "{}");
        Files.write(plugin.resolve("rootfs/file"), new byte[size]);
        return plugin;
    }
}
