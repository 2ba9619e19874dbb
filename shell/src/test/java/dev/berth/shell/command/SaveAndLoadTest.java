package dev.berth.shell.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.plugin.Privilege;
import dev.berth.shell.console.CommandFailure;
import dev.berth.shell.testing.RecordingManager;
import dev.berth.shell.testing.SamplePlugins;
import dev.berth.shell.testing.TypedShell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SaveAndLoadTest {
    @TempDir Path folder;
    private final RecordingManager manager =
            new RecordingManager().with(SamplePlugins.enabled("vieux/sshfs"));
    private final TypedShell shell = new TypedShell(manager);

    @AfterEach
    void closeTheShell() {
        shell.close();
    }

    @Test
    void saveWritesAFileInPlaceOfTheOldOne() throws Exception {
        Path file = Files.writeString(folder.resolve("x.tar"), "old");
        assertEquals("", shell.type("plugin:save -o " + file + " vieux"));
        assertEquals(RecordingManager.SAVED, Files.readString(file));
        shell.type("plugin:save vieux --output " + folder.resolve("y.tar"));
        assertEquals(List.of("x.tar", "y.tar"), names());
        assertEquals(List.of("save vieux", "save vieux"), manager.asked());
    }

    @Test
    void saveThatFailsLeavesTheOldFileAndNothingElse() throws Exception {
        Path file = Files.writeString(folder.resolve("x.tar"), "old");
        manager.breaking();
        assertEquals("no space left", refusal("plugin:save -o " + file + " vieux"));
        assertEquals("old", Files.readString(file));
        assertEquals(List.of("x.tar"), names());
    }

    @Test
    void saveOfWhatIsNotThereMakesNoFile() throws Exception {
        assertEquals("plugin \"no\" not found", refusal("plugin:save -o " + folder + "/x no"));
        assertEquals(List.of(), names());
    }

    @Test
    void saveSaysWhyAFileCannotBe() throws Exception {
        assertEquals(
                "invalid output path: directory \"" + folder + "/none\" does not exist",
                refusal("plugin:save -o " + folder + "/none/x vieux"));
        assertEquals(
                "invalid output path: \"" + folder + "\" must be a regular file",
                refusal("plugin:save -o " + folder + " vieux"));
        assertEquals(
                "invalid output path: \"/dev/null\" must be a regular file",
                refusal("plugin:save -o /dev/null vieux"));
        assertEquals(List.of(), manager.asked());
    }

    @Test
    void saveWithoutAFileGoesToTheOutputUnlessThatIsATerminal() throws Exception {
        assertEquals(RecordingManager.SAVED, shell.type("plugin:save vieux"));
        shell.variables.put("TERM", "xterm");
        assertEquals(
                "cowardly refusing to save to a terminal. Use the -o flag or redirect",
                refusal("plugin:save vieux"));
    }

    @Test
    void loadAsksAndShowsProgressAndEnablesAsInstallDoes() throws Exception {
        manager.wanting(new Privilege("network", "", List.of("host"))).holding("x:1");
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
    void loadTakesAnAliasAndFoldersAndEnablesNotWhenToldSo() throws Exception {
        manager.wanting(new Privilege("network", "", List.of("host"))).holding("x:1");
        Path layout = Files.createDirectory(folder.resolve("layout"));
        shell.type("plugin:load -i " + layout + " --alias mine --disable --grant-all-permissions");
        assertEquals(
                List.of("install x:1 from folder layout as mine:latest granting 1"),
                manager.asked());
    }

    @Test
    void loadWantsToBeToldWhichOfSeveral() throws Exception {
        manager.holding("x:1", "y:2");
        Path archive = archive();
        assertEquals(
                archive + " holds 2 plugins, say which: x:1, y:2",
                refusal("plugin:load -i " + archive));
        shell.type("plugin:load -i " + archive + " y:2");
        assertEquals("install y:2 from layout as itself granting 0", manager.asked().get(0));
    }

    @Test
    void loadWantsANameForWhatHasNone() throws Exception {
        Path archive = archive();
        String refusal = refusal("plugin:load -i " + archive);
        assertTrue(refusal.startsWith("the plugin in " + archive + " has no name: "), refusal);
        shell.type("plugin:load --disable -i " + archive + " mine");
        assertEquals(
                List.of("install mine:latest from layout as itself granting 0"), manager.asked());
    }

    @Test
    void loadReadsItsInputUnlessThatIsATerminal() throws Exception {
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
    void loadSaysWhatIsWrong() {
        assertEquals(
                "open " + folder + "/no: no such file or directory",
                refusal("plugin:load -i " + folder + "/no"));
        assertEquals(
                "\"plugin:load\" requires at most 1 argument.\nSee 'help plugin:load'.",
                refusal("plugin:load a b"));
        assertEquals(
                "\"plugin:save\" requires exactly 1 argument.\nSee 'help plugin:save'.",
                refusal("plugin:save"));
    }

    private Path archive() throws IOException {
        return Files.writeString(folder.resolve("archive.tar"), "layout");
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private String refusal(String line) {
        return assertThrows(CommandFailure.class, () -> shell.type(line)).getMessage();
    }
}
