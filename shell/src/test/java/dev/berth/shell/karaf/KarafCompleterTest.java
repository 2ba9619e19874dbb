package dev.berth.shell.karaf;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.shell.command.CommandTable;
import dev.berth.shell.command.PluginCommand;
import dev.berth.shell.completion.ArgumentCandidates;
import dev.berth.shell.syntax.CommandSyntax;
import dev.berth.shell.testing.RecordingManager;
import dev.berth.shell.testing.SamplePlugins;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.felix.gogo.runtime.threadio.ThreadIOImpl;
import org.apache.karaf.shell.api.console.Candidate;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.impl.console.SessionFactoryImpl;
import org.apache.karaf.shell.support.parsing.DefaultParser;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
        assertEquals(candidates == null ? "" : candidates, complete(name, line, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"plugin:apply -f", "apply --prune -f"})
    @EnabledForJreRange(max = JRE.JAVA_22, disabledReason = "Karaf 4.4 calls Subject.getSubject")
    void completesTheNamesOfFiles(String command, @TempDir Path folder) throws IOException {
        Files.createFile(folder.resolve("plugins.yml"));
        SessionFactoryImpl karaf = new SessionFactoryImpl(new ThreadIOImpl());
        try (Session session =
                karaf.create(InputStream.nullInputStream(), System.out, System.err)) {
            assertEquals(
                    folder.resolve("plugins.yml").toString(),
                    complete("apply", command + " " + folder.resolve("pl"), session));
            assertEquals("", complete("apply", command + " " + folder.resolve("none/pl"), session));
        } finally {
            karaf.stop();
        }
    }

    /**
     * Types a line, in which {@code ~} is a blank, and then the tabulator.
     *
     * @param session null if there is none, which only names of files need
     */
    private String complete(String name, String line, Session session) {
        String typed = line.replace('~', ' ').replaceAll(" +$", " ");
        List<Candidate> found = new ArrayList<>();
        new KarafCompleter(syntax(name), new ArgumentCandidates(manager))
                .completeCandidates(
                        session, new DefaultParser().parse(session, typed, typed.length()), found);
        return found.stream().map(Candidate::value).sorted().collect(Collectors.joining(" "));
    }

    private static CommandSyntax syntax(String name) {
        return CommandTable.ALL.stream()
                .map(PluginCommand::syntax)
                .filter(syntax -> syntax.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
