package dev.berth.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.engine.support.Docker.Outcome;
import dev.berth.engine.support.PublishedPlugin;
import dev.berth.plugin.PluginState;
import dev.berth.plugin.Requester;
import dev.berth.plugin.error.RegistryException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The stock {@code docker} command installs, upgrades, pushes and logs in. */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.berth.engine.support.Docker#clients")
class ADockerClientAtARegistryTest extends DockerClientTest {

    @Test
    void isKnownAsItsUser() throws Exception {
        docker.run("plugin", "install", "--grant-all-permissions", R);
        Requester client = engine.plugins().requesters().get(0);
        String user = System.getProperty("user.name");
        int id = (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
        assertEquals(Requester.of("engine API").withUser(user).withUserId(id), client);
        assertEquals(Set.of(client), Set.copyOf(engine.plugins().requesters()));
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
        assertEquals(PluginState.ENABLED, plugin.status().state());
        assertEquals(List.of("DEBUG=7"), plugin.settings().env());
    }

    @Test
    void installsDisabled() throws Exception {
        docker.run("plugin", "install", "--disable", "localhost:5000/a/plain:1");
        assertEquals(
                PluginState.DISABLED,
                engine.plugins().find("localhost:5000/a/plain:1").status().state());
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
                outcome.output()
                        .toLowerCase(Locale.ROOT)
                        .contains("permission denied while installing plugin " + R),
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
    void getsWhatItWasShownThoughTheTagHasMoved() throws Exception {
        PublishedPlugin moved = new PublishedPlugin("{\"description\":\"moved\"}", List.of());
        engine.plugins().afterLook =
                () -> engine.plugins().publish("localhost:5000/a/plain:1", moved);
        docker.run("plugin", "install", "--disable", "localhost:5000/a/plain:1");
        var plugin = engine.plugins().find("localhost:5000/a/plain:1");
        assertEquals("", plugin.config().description());
        docker.run("plugin", "upgrade", "localhost:5000/a/plain:1");
        plugin = engine.plugins().find("localhost:5000/a/plain:1");
        assertEquals("moved", plugin.config().description(), "what it was shown this time");
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
}
