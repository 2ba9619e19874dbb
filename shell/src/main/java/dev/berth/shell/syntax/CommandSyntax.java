package dev.berth.shell.syntax;

import java.util.ArrayList;
import java.util.List;

/**
 * The syntax of a command of the scope {@code plugin}. Immutable.
 *
 * @param name without its scope, {@code ls}
 * @param summary a phrase, its first letter small
 * @param arguments as in the usage, {@code PLUGIN [KEY=VALUE...]}
 * @param least how many arguments there are at least
 * @param most how many there are at most
 * @param completions of each argument; the last one also of all after it
 */
public record CommandSyntax(
        String name,
        String summary,
        List<CommandFlag> flags,
        String arguments,
        int least,
        int most,
        List<Completion> completions) {
    /** The scope of all commands. */
    public static final String SCOPE = "plugin";

    /** No limit of the number of arguments. */
    public static final int ANY = Integer.MAX_VALUE;

    public CommandSyntax {
        flags = List.copyOf(flags);
        completions = List.copyOf(completions);
    }

    /** Returns a command without flags and arguments. */
    public static CommandSyntax of(String name, String summary) {
        return new CommandSyntax(name, summary, List.of(), "", 0, 0, List.of());
    }

    /** Returns the same command with more flags. */
    public CommandSyntax with(CommandFlag... more) {
        List<CommandFlag> all = new ArrayList<>(flags);
        all.addAll(List.of(more));
        return new CommandSyntax(name, summary, all, arguments, least, most, completions);
    }

    /** Returns the same command with arguments. */
    public CommandSyntax taking(String usage, int fewest, int highest, Completion... completed) {
        return new CommandSyntax(name, summary, flags, usage, fewest, highest, List.of(completed));
    }

    /** Returns {@code plugin:ls}. */
    public String command() {
        return SCOPE + ":" + name;
    }

    /** Returns what an argument is completed with. */
    public Completion completion(int position) {
        return completions.isEmpty() || position >= most
                ? Completion.NONE
                : completions.get(Math.min(position, completions.size() - 1));
    }
}
