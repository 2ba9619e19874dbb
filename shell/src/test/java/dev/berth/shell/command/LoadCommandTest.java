package dev.berth.shell.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.plugin.Privilege;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadCommandTest extends CommandTest {
    @TempDir Path folder;

    @Test
    void asksAndShowsProgressAndEnablesAsInstallDoes() throws Exception {
        manager.wanting(Privilege.of("network", "", List.of("host"))).holding("x:1");
        String load = "plugin:load -i " + archive();
        assertEquals(
                """
                Plugin "x:1" is requesting the following privileges:
                 - network: [host]
                Do you grant the above permissions? [y/N] y
                abc: Complete
                Loaded plugin: x:1
                """,
                shell.type(load, "y\n"));
        assertEquals(
                List.of("install x:1 from layout as itself granting 1", "enable x:1 PT30S PT30S"),
                manager.asked());
        assertEquals("permission denied while loading plugin x:1", refusal(load));
    }

    @Test
    void takesAnAliasAndFoldersAndEnablesNotWhenToldSo() throws Exception {
        manager.wanting(Privilege.of("network", "", List.of("host"))).holding("x:1");
        Path layout = Files.createDirectory(folder.resolve("layout"));
        shell.type("plugin:load -i " + layout + " --alias mine --disable --grant-all-permissions");
        assertEquals(
                List.of("install x:1 from folder layout as mine:latest granting 1"),
                manager.asked());
    }

    @Test
    void wantsToBeToldWhichOfSeveral() throws Exception {
        manager.holding("x:1", "y:2");
        Path archive = archive();
        assertEquals(
                archive + " holds 2 plugins, say which: x:1, y:2",
                refusal("plugin:load -i " + archive));
        shell.type("plugin:load -i " + archive + " y:2");
        assertEquals("install y:2 from layout as itself granting 0", manager.asked().get(0));
    }

    @Test
    void wantsANameForWhatHasNone() throws Exception {
        Path archive = archive();
        String refusal = refusal("plugin:load -i " + archive);
        assertTrue(refusal.startsWith("the plugin in " + archive + " has no name: "), refusal);
        shell.type("plugin:load --disable -i " + archive + " mine");
        assertEquals(
                List.of("install mine:latest from layout as itself granting 0"), manager.asked());
    }

    @Test
    void readsItsInputUnlessThatIsATerminal() throws Exception {
        manager.holding("x:1");
        shell.type("plugin:load --disable", "what came in");
        assertEquals(
                List.of("install x:1 from what came in as itself granting 0"), manager.asked());
        shell.variables.put("TERM", "dumb");
        assertEquals(
                "requested load from stdin, but stdin is empty. Use the -i flag or redirect",
                refusal("plugin:load"));
    }

    @Test
    void saysWhatIsWrong() {
        assertEquals(
                "open " + folder + "/no: no such file or directory",
                refusal("plugin:load -i " + folder + "/no"));
        assertEquals(
                "\"plugin:load\" requires at most 1 argument.\n"
                        + "See 'plugin:load --help'.\n\n"
                        + "Usage:  plugin:load [OPTIONS] [PLUGIN]",
                refusal("plugin:load a b"));
    }

    private Path archive() throws IOException {
        return Files.writeString(folder.resolve("archive.tar"), "layout");
    }
}
