package dev.berth.shell.syntax;

import java.util.List;
import java.util.Map;

/**
 * What was typed after a command.
 *
 * @param help whether only its help is asked for; then nothing else was checked
 * @param values of each flag that was given, in their order
 * @param words the arguments
 */
public record ParsedArguments(
        boolean help, Map<CommandFlag, List<String>> values, List<String> words) {

    public ParsedArguments {
        values = Map.copyOf(values);
        words = List.copyOf(words);
    }

    /** Returns whether a flag that takes no value is set. */
    public boolean has(CommandFlag flag) {
        return Boolean.parseBoolean(value(flag, "false"));
    }

    /** Returns the last value of a flag. */
    public String value(CommandFlag flag, String absent) {
        List<String> all = all(flag);
        return all.isEmpty() ? absent : all.get(all.size() - 1);
    }

    /** Returns all values of a flag. */
    public List<String> all(CommandFlag flag) {
        return values.getOrDefault(flag, List.of());
    }

    /** Returns the first argument. */
    public String first() {
        return words.get(0);
    }

    /** Returns the arguments after the first. */
    public List<String> rest() {
        return words.subList(1, words.size());
    }
}
