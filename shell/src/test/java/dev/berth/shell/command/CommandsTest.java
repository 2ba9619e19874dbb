package dev.berth.shell.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.plugin.Privilege;
import dev.berth.shell.console.CommandFailure;
import dev.berth.shell.testing.RecordingManager;
import dev.berth.shell.testing.SamplePlugins;
import dev.berth.shell.testing.TypedShell;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandsTest {
    private final RecordingManager manager =
            new RecordingManager()
                    .with(SamplePlugins.enabled("vieux/sshfs"))
                    .with(SamplePlugins.disabled("other:1"));
    private final TypedShell shell = new TypedShell(manager);

    @AfterEach
    void closeTheShell() {
        shell.close();
    }

    @Test
    void lsShowsATable() throws Exception {
        assertEquals(3, shell.type("plugin:ls").lines().count());
    }

    @Test
    void lsShowsIdsOnlyAndWhole() throws Exception {
        assertEquals("0123456789ab\n0123456789ab\n", shell.type("plugin:ls -q"));
        assertEquals(
                SamplePlugins.ID + "\n",
                shell.type("plugin:ls --quiet --no-trunc -f enabled=true"));
    }

    @Test
    void lsTakesSeveralFilters() throws Exception {
        assertEquals("", shell.type("plugin:ls -q -f enabled=true -f capability=authz"));
        assertEquals("0123456789ab\n", shell.type("plugin:ls -q -f enabled=true -f enabled=false"));
    }

    @Test
    void installAsksForThePrivilegesInDockersWordsAndEnables() throws Exception {
        manager.wanting(
                new Privilege("network", "", List.of("host")),
                new Privilege("capabilities", "", List.of("CAP_A", "CAP_B")));
        assertEquals(
                """
                Plugin "x:latest" is requesting the following privileges:
                 - network: [host]
                 - capabilities: [CAP_A CAP_B]
                Do you grant the above permissions? [y/N] y
                abc: Complete
                Installed plugin x
                """,
                shell.type("plugin:install x", "y\n"));
        assertEquals(
                List.of("install x:latest as itself granting 2", "enable x:latest PT30S PT30S"),
                manager.asked());
    }

    @Test
    void installChangesNothingWithoutConsent() {
        manager.wanting(new Privilege("network", "", List.of("host")));
        for (String answer : List.of("n\n", "\n", "")) {
            assertEquals(
                    "permission denied while installing plugin x:latest",
                    assertThrows(CommandFailure.class, () -> shell.type("plugin:install x", answer))
                            .getMessage());
        }
        assertEquals(List.of(), manager.asked());
    }

    @Test
    void installAsksNothingWhenAllIsGranted() throws Exception {
        manager.wanting(new Privilege("network", "", List.of("host")));
        shell.type("plugin:install --grant-all-permissions --alias mine --disable x:2 A=b C=d");
        assertEquals(
                List.of("install x:2 as mine:latest granting 1", "set mine:latest [A=b, C=d]"),
                manager.asked());
    }

    @Test
    void createSendsAFolder(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("config.json"), "{}");
        Files.createDirectory(folder.resolve("rootfs"));
        assertEquals("x\n", shell.type("plugin:create x " + folder));
        assertEquals(List.of("create x:latest"), manager.asked());
    }

    @Test
    void enableTakesATimeout() throws Exception {
        assertEquals("x\n", shell.type("plugin:enable --timeout 5 x"));
        shell.type("plugin:enable --timeout 0 x");
        assertEquals(List.of("enable x PT5S PT5S", "enable x PT30S PT0S"), manager.asked());
        assertEquals(
                "invalid timeout \"-1\": give a number of seconds",
                refusal("plugin:enable --timeout -1 x"));
    }

    @Test
    void disableAndRmTakeForce() throws Exception {
        assertEquals("other\n", shell.type("plugin:disable -f other"));
        assertEquals("vieux\nother\n", shell.type("plugin:rm vieux --force other"));
        assertEquals(
                List.of("disable other true", "remove vieux true", "remove other true"),
                manager.asked());
    }

    @Test
    void rmGoesOnAfterAFailureAndTellsOfAll() {
        assertEquals(
                "plugin \"a\" not found\nplugin \"b\" not found", refusal("plugin:rm a vieux b"));
        assertEquals(
                List.of("remove a false", "remove vieux false", "remove b false"), manager.asked());
    }

    @Test
    void setPassesSettingsOnAsTheyAre() throws Exception {
        shell.type("plugin:set vieux DEBUG=1 'args=a b' m.source=/x");
        assertEquals(List.of("set vieux [DEBUG=1, args=a b, m.source=/x]"), manager.asked());
    }

    @Test
    void inspectShowsJson() throws Exception {
        assertTrue(shell.type("plugin:inspect vieux other").startsWith("[\n    {\n"));
    }

    @Test
    void pushSaysWhereToAndWhat() throws Exception {
        assertEquals(
                "The push refers to repository [vieux/sshfs]\nlatest: digest: sha256:"
                        + "f".repeat(64)
                        + "\n",
                shell.type("plugin:push vieux"));
    }

    @Test
    void privilegesAreShownWithoutInstalling() throws Exception {
        manager.wanting(new Privilege("mount", "", List.of("/x")));
        assertEquals(" - mount: [/x]\n", shell.type("plugin:privileges x"));
    }

    @Test
    void upgradeAsksBeforeItTakesAnotherPlugin() throws Exception {
        assertEquals(
                """
                Upgrading plugin other:1 from other:1 to other:2
                Plugin images do not match, are you sure? [y/N] y
                Upgraded plugin other:1 to other:2
                """,
                shell.type("plugin:upgrade other other:2", "y\n"));
        assertEquals(List.of("upgrade other to other:2"), manager.asked());
        assertEquals("canceling upgrade request", refusal("plugin:upgrade other other:2"));
        shell.type("plugin:upgrade --skip-remote-check other other:2");
        shell.type("plugin:upgrade other");
    }

    @Test
    void upgradeWantsADisabledPlugin() {
        assertEquals(
                "the plugin must be disabled before upgrading", refusal("plugin:upgrade vieux"));
    }

    @Test
    void errorsAreWhatTheManagerSays() {
        assertEquals("plugin \"nothing\" not found", refusal("plugin:inspect nothing"));
        assertTrue(refusal("plugin:install A/B").startsWith("invalid reference format"));
    }

    @Test
    void tooFewTooManyAndUnknownArgumentsAreExplained() {
        assertEquals(
                "\"plugin:enable\" requires exactly 1 argument.\nSee 'help plugin:enable'.",
                refusal("plugin:enable"));
        assertEquals(
                "\"plugin:set\" requires at least 2 arguments.\nSee 'help plugin:set'.",
                refusal("plugin:set x"));
        assertEquals("unknown flag: --now\nSee 'help plugin:rm'.", refusal("plugin:rm --now x"));
    }

    @Test
    void namesAreAListForScripts() throws Exception {
        assertEquals(List.of("vieux/sshfs:latest", "other:1"), new NamesCommand(manager).names());
    }

    private String refusal(String line) {
        return assertThrows(CommandFailure.class, () -> shell.type(line)).getMessage();
    }
}
