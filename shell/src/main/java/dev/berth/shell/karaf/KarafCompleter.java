package dev.berth.shell.karaf;

import dev.berth.shell.completion.ArgumentCandidates;
import dev.berth.shell.syntax.CommandFlag;
import dev.berth.shell.syntax.CommandSyntax;
import dev.berth.shell.syntax.Completion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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
    private static final int NOTHING = -1;

    @Override
    public int complete(Session session, CommandLine line, List<String> found) {
        if (line.getCursorArgumentIndex() == 0) {
            return strings(List.of(syntax.command(), syntax.name()), session, line, found);
        }
        String command = line.getArguments()[0];
        if (!command.equals(syntax.command()) && !command.equals(syntax.name())) {
            return NOTHING;
        }
        List<String> before =
                Arrays.asList(line.getArguments()).subList(1, line.getCursorArgumentIndex());
        Optional<CommandFlag> valued =
                before.isEmpty() ? Optional.empty() : valued(before.get(before.size() - 1));
        if (valued.isEmpty() && String.valueOf(line.getCursorArgument()).startsWith("-")) {
            return strings(flags(), session, line, found);
        }
        List<String> words = before.stream().filter(word -> !word.startsWith("-")).toList();
        Completion completion =
                valued.map(CommandFlag::completion)
                        .orElseGet(() -> syntax.completion(words.size()));
        return completion == Completion.FILES
                ? new FileCompleter().complete(session, line, found)
                : strings(candidates.of(completion, words), session, line, found);
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

    private static int strings(
            List<String> strings, Session session, CommandLine line, List<String> found) {
        return new StringsCompleter(strings).complete(session, line, found);
    }
}
