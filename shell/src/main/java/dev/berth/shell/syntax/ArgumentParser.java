package dev.berth.shell.syntax;

import dev.berth.shell.console.CommandFailure;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Parses the arguments of a command by the rules of docker's client (spf13/pflag): flags anywhere,
 * {@code --name=value}, {@code -abc}, and only arguments after {@code --}.
 */
public final class ArgumentParser {
    private static final Set<String> HELP = Set.of("-h", "--help");
    private static final Set<String> TRUE = Set.of("1", "t", "T", "true", "TRUE", "True");
    private static final Set<String> FALSE = Set.of("0", "f", "F", "false", "FALSE", "False");

    private final CommandSyntax syntax;
    private final Deque<String> typed;
    private final Map<CommandFlag, List<String>> values = new HashMap<>();
    private final List<String> words = new ArrayList<>();
    private boolean help;

    private ArgumentParser(CommandSyntax syntax, List<String> typed) {
        this.syntax = syntax;
        this.typed = new ArrayDeque<>(typed);
    }

    /**
     * Parses what was typed after a command.
     *
     * @throws CommandFailure if it does not fit the syntax, in docker's words
     */
    public static ParsedArguments parse(CommandSyntax syntax, List<String> typed)
            throws CommandFailure {
        return new ArgumentParser(syntax, typed).parse();
    }

    private ParsedArguments parse() throws CommandFailure {
        while (!typed.isEmpty() && !help) {
            String word = typed.remove();
            if (word.equals("--")) {
                words.addAll(typed);
                typed.clear();
            } else if (HELP.contains(word)) {
                help = true;
            } else if (word.startsWith("--")) {
                longFlag(word);
            } else if (word.startsWith("-") && word.length() > 1) {
                shortFlags(word);
            } else {
                words.add(word);
            }
        }
        if (!help) {
            requireCount();
        }
        return new ParsedArguments(help, values, words);
    }

    private void longFlag(String word) throws CommandFailure {
        int equals = word.indexOf('=');
        String name = equals < 0 ? word : word.substring(0, equals);
        CommandFlag flag = find(name).orElseThrow(() -> misused("unknown flag: " + name));
        if (equals >= 0) {
            add(flag, word.substring(equals + 1));
        } else {
            add(flag, flag.takesValue() ? next(name) : "true");
        }
    }

    private void shortFlags(String word) throws CommandFailure {
        for (int at = 1; at < word.length(); at++) {
            char letter = word.charAt(at);
            CommandFlag flag =
                    find("-" + letter)
                            .orElseThrow(
                                    () ->
                                            misused(
                                                    "unknown shorthand flag: '%s' in %s"
                                                            .formatted(letter, word)));
            String rest = word.substring(at + 1);
            if (rest.startsWith("=")) {
                add(flag, rest.substring(1));
                return;
            }
            if (flag.takesValue()) {
                add(flag, rest.isEmpty() ? next("'%s' in %s".formatted(letter, word)) : rest);
                return;
            }
            add(flag, "true");
        }
    }

    private Optional<CommandFlag> find(String name) {
        return syntax.flags().stream().filter(flag -> flag.names().contains(name)).findFirst();
    }

    private String next(String flag) throws CommandFailure {
        if (typed.isEmpty()) {
            throw misused("flag needs an argument: " + flag);
        }
        return typed.remove();
    }

    private void add(CommandFlag flag, String value) throws CommandFailure {
        String parsed = flag.takesValue() ? value : bool(flag, value);
        values.computeIfAbsent(flag, f -> new ArrayList<>()).add(parsed);
    }

    private String bool(CommandFlag flag, String value) throws CommandFailure {
        if (!TRUE.contains(value) && !FALSE.contains(value)) {
            throw misused(
                    "invalid argument \"%s\" for \"%s\" flag: true or false was expected"
                            .formatted(value, flag.shown()));
        }
        return Boolean.toString(TRUE.contains(value));
    }

    private void requireCount() throws CommandFailure {
        if (words.size() >= syntax.least() && words.size() <= syntax.most()) {
            return;
        }
        if (syntax.most() == 0) {
            throw misused("\"%s\" accepts no arguments.".formatted(syntax.command()));
        }
        boolean few = words.size() < syntax.least();
        String bound = syntax.least() == syntax.most() ? "exactly" : few ? "at least" : "at most";
        int count = few ? syntax.least() : syntax.most();
        throw misused(
                "\"%s\" requires %s %d %s."
                        .formatted(
                                syntax.command(),
                                bound,
                                count,
                                count == 1 ? "argument" : "arguments"));
    }

    private CommandFailure misused(String why) {
        return new CommandFailure(
                "%s%nSee '%s --help'.%n%n%s"
                        .formatted(why, syntax.command(), UsageText.line(syntax)));
    }
}
