package dev.berth.shell.karaf;

import dev.berth.shell.completion.ArgumentCandidates;
import dev.berth.shell.syntax.CommandFlag;
import dev.berth.shell.syntax.CommandSyntax;
import dev.berth.shell.syntax.Completion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.karaf.shell.api.console.Candidate;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.FileCompleter;
import org.apache.karaf.shell.support.completers.StringsCompleter;

/**
 * Completes the name, the flags and the arguments of a command in Karaf's shell, which asks the
 * completers of all commands for each line.
 */
record KarafCompleter(CommandSyntax syntax, ArgumentCandidates candidates) implements Completer {

    /** Karaf's shell calls {@link #completeCandidates}; names of files are not completed here. */
    @Override
    public int complete(Session session, CommandLine line, List<String> found) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void completeCandidates(Session session, CommandLine line, List<Candidate> found) {
        completer(line).ifPresent(one -> one.completeCandidates(session, line, found));
    }

    private Optional<Completer> completer(CommandLine line) {
        if (line.getCursorArgumentIndex() == 0) {
            return strings(List.of(syntax.command(), syntax.name()));
        }
        String command = line.getArguments()[0];
        if (!command.equals(syntax.command()) && !command.equals(syntax.name())) {
            return Optional.empty();
        }
        List<String> before =
                Arrays.asList(line.getArguments()).subList(1, line.getCursorArgumentIndex());
        Optional<CommandFlag> valued =
                before.isEmpty() ? Optional.empty() : valued(before.get(before.size() - 1));
        if (valued.isEmpty() && String.valueOf(line.getCursorArgument()).startsWith("-")) {
            return strings(flags());
        }
        List<String> words = before.stream().filter(word -> !word.startsWith("-")).toList();
        Completion completion =
                valued.map(CommandFlag::completion)
                        .orElseGet(() -> syntax.completion(words.size()));
        return completion == Completion.FILES
                ? Optional.of(new FileCompleter())
                : strings(candidates.of(completion, words));
    }

    private Optional<CommandFlag> valued(String word) {
        return syntax.flags().stream()
                .filter(flag -> flag.takesValue() && flag.names().contains(word))
                .findFirst();
    }

    private List<String> flags() {
        List<String> names = new ArrayList<>(List.of("--help"));
        syntax.flags().forEach(flag -> names.addAll(flag.names()));
        return names;
    }

    private static Optional<Completer> strings(List<String> strings) {
        return Optional.of(new StringsCompleter(strings));
    }
}
