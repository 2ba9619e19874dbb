package dev.berth.shell.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.shell.testing.RecordingManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SaveCommandTest extends CommandTest {
    @TempDir Path folder;

    @Test
    void writesAFileInPlaceOfTheOldOne() throws Exception {
        Path file = Files.writeString(folder.resolve("x.tar"), "old");
        assertEquals("", shell.type("plugin:save -o " + file + " vieux"));
        assertEquals(RecordingManager.SAVED, Files.readString(file));
        shell.type("plugin:save vieux --output " + folder.resolve("y.tar"));
        assertEquals(List.of("x.tar", "y.tar"), names());
        assertEquals(List.of("save vieux", "save vieux"), manager.asked());
    }

    @Test
    void thatFailsLeavesTheOldFileAndNothingElse() throws Exception {
        Path file = Files.writeString(folder.resolve("x.tar"), "old");
        manager.breaking();
        assertEquals("no space left", refusal("plugin:save -o " + file + " vieux"));
        assertEquals("old", Files.readString(file));
        assertEquals(List.of("x.tar"), names());
    }

    @Test
    void ofWhatIsNotThereMakesNoFile() throws Exception {
        assertEquals("plugin \"no\" not found", refusal("plugin:save -o " + folder + "/x no"));
        assertEquals(List.of(), names());
    }

    @Test
    void saysWhyAFileCannotBe() throws Exception {
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
    void withoutAFileGoesToTheOutputUnlessThatIsATerminal() throws Exception {
        assertEquals(RecordingManager.SAVED, shell.type("plugin:save vieux"));
        shell.variables.put("TERM", "xterm");
        assertEquals(
                "cowardly refusing to save to a terminal. Use the -o flag or redirect",
                refusal("plugin:save vieux"));
    }

    @Test
    void wantsOnePlugin() {
        assertEquals(
                "\"plugin:save\" requires exactly 1 argument.\n"
                        + "See 'plugin:save --help'.\n\n"
                        + "Usage:  plugin:save [OPTIONS] PLUGIN",
                refusal("plugin:save"));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
