package dev.berth.shell.gogo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.shell.command.CommandTable;
import dev.berth.shell.command.PluginCommand;
import dev.berth.shell.console.CommandFailure;
import dev.berth.shell.testing.RecordingManager;
import dev.berth.shell.testing.SamplePlugins;
import dev.berth.shell.testing.TypedShell;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GogoCommandsTest {
    private final RecordingManager manager =
            new RecordingManager()
                    .with(SamplePlugins.enabled("vieux/sshfs"))
                    .with(SamplePlugins.disabled("other:1"));
    private final TypedShell shell = new TypedShell(manager);

    @AfterEach
    void closeTheShell() {
        shell.close();
    }

    static Stream<String> commands() {
        return CommandTable.ALL.stream().map(PluginCommand::syntax).map(s -> s.command());
    }

    @ParameterizedTest
    @MethodSource("commands")
    void showHelpAndDoNothingElse(String command) throws Exception {
        List<String> lines = shell.type(command + " other:1 --help").lines().toList();
        assertTrue(lines.get(1).startsWith("Usage:  " + command), lines.toString());
        assertEquals(List.of(), manager.asked());
    }

    @Test
    void takeTheNamesOfAListApart() throws Exception {
        assertEquals(List.of("vieux/sshfs:latest", "other:1"), shell.evaluate("plugin:names"));
        assertEquals("vieux/sshfs:latest\nother:1\n", shell.type("plugin:rm -f $(plugin:names)"));
    }

    @ParameterizedTest
    @MethodSource("overviews")
    void showAnOverview(String line) throws Exception {
        String shown = shell.type(line);
        assertTrue(
                shown.startsWith("\nUsage:  plugin:COMMAND\n\nManage plugins\n\nCommands:\n"),
                shown);
        assertTrue(shown.contains("\n  ls          List plugins\n"), shown);
        assertTrue(shown.contains("\nCommands that Docker does not have:\n  apply       "), shown);
    }

    static Stream<String> overviews() {
        return Stream.of("plugin", "plugin --help", "plugin help");
    }

    @Test
    void areFoundAfterTheWordPluginToo() throws Exception {
        assertEquals(shell.type("plugin:ls -q"), shell.type("plugin ls -q"));
        assertEquals(
                "'instal' is not a plugin command.\nSee 'plugin --help'.",
                assertThrows(CommandFailure.class, () -> shell.type("plugin instal x"))
                        .getMessage());
    }
}
