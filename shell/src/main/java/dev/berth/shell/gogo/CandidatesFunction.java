package dev.berth.shell.gogo;

import dev.berth.shell.command.CommandTable;
import dev.berth.shell.command.PluginCommand;
import dev.berth.shell.completion.ArgumentCandidates;
import java.util.List;
import java.util.Optional;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Function;
import org.jline.reader.ParsedLine;

/**
 * The candidates for the argument at the cursor, which Gogo's JLine shell completes with: the line
 * is in its variable {@code .commandLine} meanwhile.
 */
record CandidatesFunction(ArgumentCandidates candidates) implements Function {
    /** {@code Shell.VAR_COMMAND_LINE} of Gogo's JLine shell. */
    private static final String COMMAND_LINE = ".commandLine";

    @Override
    public List<String> execute(CommandSession session, List<Object> typed) {
        return session.get(COMMAND_LINE) instanceof ParsedLine line ? of(line) : List.of();
    }

    private List<String> of(ParsedLine line) {
        String name = line.words().get(0).replaceFirst("^.*:", "");
        List<String> before =
                line.words().subList(1, line.wordIndex()).stream()
                        .filter(word -> !word.startsWith("-"))
                        .toList();
        return command(name)
                .map(PluginCommand::syntax)
                .map(syntax -> candidates.of(syntax.completion(before.size()), before))
                .orElse(List.of());
    }

    private static Optional<PluginCommand> command(String name) {
        return CommandTable.ALL.stream()
                .filter(command -> command.syntax().name().equals(name))
                .findFirst();
    }
}
