package dev.berth.shell.console;

import java.util.List;

/**
 * The arguments of a command without its options.
 *
 * @param command {@code plugin:enable}
 */
public record CommandArguments(String command, List<String> words) {

    /**
     * @throws CommandFailure if there is a flag among them that the command does not know
     */
    public static CommandArguments of(String command, String[] words) throws CommandFailure {
        for (String word : words) {
            if (word.startsWith("-") && word.length() > 1) {
                throw new CommandFailure(
                        "unknown flag: %s%nSee 'help %s'.".formatted(word, command));
            }
        }
        return new CommandArguments(command, List.of(words));
    }

    /**
     * @throws CommandFailure if there are more or fewer
     */
    public CommandArguments exactly(int count) throws CommandFailure {
        return words.size() == count ? this : refuse("requires exactly " + arguments(count));
    }

    /**
     * @throws CommandFailure if there are fewer
     */
    public CommandArguments atLeast(int count) throws CommandFailure {
        return words.size() >= count ? this : refuse("requires at least " + arguments(count));
    }

    /**
     * @throws CommandFailure if there are more
     */
    public CommandArguments atMost(int count) throws CommandFailure {
        return words.size() <= count ? this : refuse("requires at most " + arguments(count));
    }

    /** Returns the first word. */
    public String first() {
        return words.get(0);
    }

    /** Returns the words after the first. */
    public List<String> rest() {
        return words.subList(1, words.size());
    }

    private CommandArguments refuse(String why) throws CommandFailure {
        throw new CommandFailure("\"%s\" %s.%nSee 'help %s'.".formatted(command, why, command));
    }

    private static String arguments(int count) {
        return count == 1 ? "1 argument" : count + " arguments";
    }
}
