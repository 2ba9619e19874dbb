package dev.berth.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.berth.engine.support.Docker;
import dev.berth.engine.support.Docker.Outcome;
import dev.berth.engine.support.EngineTest;
import dev.berth.engine.support.Published;
import dev.berth.plugin.PluginState;
import dev.berth.plugin.Privilege;
import dev.berth.plugin.error.RegistryException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The stock {@code docker} command drives the engine API. */
class ADockerClientTest extends EngineTest {
    private static final String R = "localhost:5000/a/rich:1";

    @TempDir Path folder;
    private Docker docker;

    @BeforeEach
    void prepare() {
        assumeTrue(Docker.isThere(), "the docker command is not installed");
        docker = new Docker(engine.socket(), folder);
        engine.plugins().publish("localhost:5000/a/plain:1", new Published("{}", List.of()));
        engine.plugins()
                .publish(
                        R,
                        new Published(
                                RICH,
                                List.of(
                                        new Privilege("network", "access", List.of("host")),
                                        new Privilege("device", "dev", List.of("/dev/x")))));
    }

    @Test
    void learnsTheVersion() throws Exception {
        Outcome outcome = docker.run("version", "--format", "{{json .Server}}");
        assertEquals(0, outcome.exit(), outcome.output());
        assertTrue(outcome.output().contains("\"ApiVersion\":\"1.50\""), outcome.output());
        assertTrue(
                docker.run("version")
                        .output()
                        .contains("API version:      1.50 (minimum version 1.12)"));
        assertEquals(0, docker.run("info").exit());
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
                        .contains("Error response from daemon: Invalid filter 'enabled=[maybe]'"));
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
        assertEquals("[]\nError response from daemon: plugin \"none\" not found\n", none.output());
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
        assertTrue(removed.output().contains("plugin \"none\" not found"));
    }

    @Test
    void installsWithAllPermissionsGranted() throws Exception {
        Outcome outcome =
                docker.run(
                        "plugin",
                        "install",
                        "--grant-all-permissions",
                        "--alias",
                        "mine",
                        R,
                        "DEBUG=7");
        assertEquals(0, outcome.exit(), outcome.output());
        assertTrue(
                outcome.output().contains("1: Pulling from localhost:5000/a/rich"),
                outcome.output());
        assertTrue(outcome.output().endsWith("Installed plugin " + R + "\n"), outcome.output());
        var plugin = engine.plugins().find("mine");
        assertTrue(plugin.enabled());
        assertEquals(List.of("DEBUG=7"), plugin.settings().env());
    }

    @Test
    void installsDisabled() throws Exception {
        docker.run("plugin", "install", "--disable", "localhost:5000/a/plain:1");
        assertFalse(engine.plugins().find("localhost:5000/a/plain:1").enabled());
    }

    @Test
    void showsABarForEachLayerOnATerminal() throws Exception {
        Outcome outcome = docker.onTerminal("y\n", "plugin", "install", R);
        assertTrue(outcome.output().contains("0123456789ab: Complete"), outcome.output());
    }

    @ParameterizedTest
    @CsvSource({"y,true", "n,false", "'',false"})
    void asksForConsent(String typed, boolean installed) throws Exception {
        Outcome outcome =
                docker.onTerminal(typed.isEmpty() ? "" : typed + "\n", "plugin", "install", R);
        assertTrue(
                outcome.output()
                        .contains("Plugin \"" + R + "\" is requesting the following privileges:"),
                outcome.output());
        assertTrue(outcome.output().contains(" - network: [host]"), outcome.output());
        assertTrue(outcome.output().contains(" - device: [/dev/x]"), outcome.output());
        assertEquals(installed ? 0 : 1, outcome.exit(), outcome.output());
        assertEquals(installed ? 1 : 0, engine.plugins().list().size());
    }

    @Test
    void cannotConsentWithoutATerminal() throws Exception {
        Outcome outcome = docker.run("plugin", "install", R);
        assertEquals(1, outcome.exit());
        assertTrue(
                outcome.output().contains("permission denied while installing plugin " + R),
                outcome.output());
    }

    @Test
    void learnsWhyAnInstallFailed() throws Exception {
        Outcome none =
                docker.run("plugin", "install", "--grant-all-permissions", "localhost:5000/a/none");
        assertEquals(1, none.exit());
        assertEquals(
                "Error response from daemon: localhost:5000 has no plugin a/none\n", none.output());
        docker.run("plugin", "install", "localhost:5000/a/plain:1");
        assertTrue(
                docker.run("plugin", "install", "localhost:5000/a/plain:1")
                        .output()
                        .contains("already exists"));
    }

    @Test
    void learnsThatALoginIsMissing() throws Exception {
        engine.plugins().failure =
                new RegistryException(
                        RegistryException.Reason.UNAUTHORIZED,
                        "localhost:5000",
                        "a/plain",
                        "localhost:5000 wants a login for a/plain");
        Outcome outcome =
                docker.run(
                        "plugin", "install", "--grant-all-permissions", "localhost:5000/a/plain:1");
        assertEquals(1, outcome.exit());
        assertTrue(outcome.output().contains("wants a login"), outcome.output());
    }

    @Test
    void upgrades() throws Exception {
        docker.run("plugin", "install", "--disable", "localhost:5000/a/plain:1");
        Outcome outcome =
                docker.run(
                        "plugin",
                        "upgrade",
                        "--grant-all-permissions",
                        "--skip-remote-check",
                        "localhost:5000/a/plain:1",
                        R);
        assertEquals(0, outcome.exit(), outcome.output());
        assertTrue(
                outcome.output().contains("Upgraded plugin localhost:5000/a/plain:1 to " + R),
                outcome.output());
        Outcome asked =
                docker.onTerminal(
                        "n\n",
                        "plugin",
                        "upgrade",
                        "localhost:5000/a/plain:1",
                        "localhost:5000/a/plain:1");
        assertTrue(asked.output().contains("Plugin images do not match, are you sure?"));
        assertEquals(
                R, engine.plugins().find("localhost:5000/a/plain:1").source().get().familiar());
        engine.plugins().state("localhost:5000/a/plain:1", PluginState.ENABLED);
        assertTrue(
                docker.run("plugin", "upgrade", "localhost:5000/a/plain:1")
                        .output()
                        .contains("the plugin must be disabled before upgrading"));
    }

    @Test
    void pushes() throws Exception {
        engine.plugins().add("localhost:5000/a/x", "{}");
        Outcome outcome = docker.run("plugin", "push", "localhost:5000/a/x");
        assertEquals(0, outcome.exit(), outcome.output());
        assertTrue(outcome.output().contains("The push refers to repository [localhost:5000/a/x]"));
        assertTrue(outcome.output().contains("0123456789ab: Upload complete"), outcome.output());
    }

    @Test
    void logsIn() throws Exception {
        Outcome outcome = docker.run("login", "-u", "me", "-p", "secret", "localhost:5000");
        assertEquals(0, outcome.exit(), outcome.output());
        assertEquals("me", engine.plugins().login.get().username());
        engine.plugins().failure =
                new RegistryException(
                        RegistryException.Reason.UNAUTHORIZED,
                        "localhost:5000",
                        "",
                        "wrong password");
        Outcome wrong = docker.run("login", "-u", "me", "-p", "wrong", "localhost:5000");
        assertEquals(1, wrong.exit());
        assertTrue(wrong.output().contains("wrong password"), wrong.output());
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
    void cancelsAPullByItsEnd() throws Exception {
        engine.plugins().gate = new CountDownLatch(1);
        Process install = docker.start("plugin", "install", "localhost:5000/a/plain:1");
        // The gate holds the question for the privileges first.
        engine.plugins().atGate.await();
        install.destroy();
        install.waitFor();
        engine.plugins().cancelled.await();
        assertEquals(List.of(), engine.plugins().list());
    }

    @Test
    void isToldThatThereAreNoContainers() throws Exception {
        Outcome outcome = docker.run("ps");
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
