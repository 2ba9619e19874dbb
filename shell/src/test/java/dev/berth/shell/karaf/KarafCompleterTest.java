package dev.berth.shell.karaf;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.shell.command.CommandTable;
import dev.berth.shell.command.PluginCommand;
import dev.berth.shell.completion.ArgumentCandidates;
import dev.berth.shell.syntax.CommandSyntax;
import dev.berth.shell.testing.RecordingManager;
import dev.berth.shell.testing.SamplePlugins;
import java.util.ArrayList;
import java.util.List;
import org.apache.karaf.shell.support.parsing.DefaultParser;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KarafCompleterTest {
    private final RecordingManager manager =
            new RecordingManager()
                    .with(SamplePlugins.enabled("vieux/sshfs"))
                    .with(SamplePlugins.disabled("other:1"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ls     | plugin:l            | plugin:ls",
                "rm     | plugin:rm -         | --force --help -f",
                "rm     | plugin:rm ~         | other:1 vieux/sshfs:latest",
                "rm     | plugin:rm -f v      | vieux/sshfs:latest",
                "set    | plugin:set other:1 ~| DEBUG=0 state.source=",
                "enable | plugin:enable --timeout ~ | ",
                "enable | plugin:enable other:1 ~   | ",
                "rm     | rm v               | vieux/sshfs:latest",
                // Karaf asks the completers of all commands, whatever the line begins with.
                "rm     | plugin:enable ~    | ",
                "rm     | bundle:list -      | ",
                "rm     | shell:rm ~         | "
            })
    void completesNamesFlagsAndArguments(String name, String line, String candidates) {
        String typed = line.replace('~', ' ').replaceAll(" +$", " ");
        List<String> found = new ArrayList<>();
        new KarafCompleter(syntax(name), new ArgumentCandidates(manager))
                .complete(null, new DefaultParser().parse(null, typed, typed.length()), found);
        List<String> shown = found.stream().map(String::strip).sorted().toList();
        assertEquals(candidates == null ? "" : candidates, String.join(" ", shown));
    }

    private static CommandSyntax syntax(String name) {
        return CommandTable.ALL.stream()
                .map(PluginCommand::syntax)
                .filter(syntax -> syntax.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
