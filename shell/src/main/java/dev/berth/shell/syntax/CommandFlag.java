package dev.berth.shell.syntax;

import java.util.List;

/**
 * A flag of a command. Immutable.
 *
 * @param names as they are typed, the short one first: {@code -f}, {@code --force}
 * @param value what stands for its value in the usage, {@code string}; empty if it takes none
 * @param description a phrase, its first letter small
 */
public record CommandFlag(
        List<String> names, String value, String description, Completion completion) {

    public CommandFlag {
        names = List.copyOf(names);
    }

    /** Returns a flag that takes no value. */
    public static CommandFlag of(String description, String... names) {
        return new CommandFlag(List.of(names), "", description, Completion.NONE);
    }

    /** Returns a flag that takes a value. */
    public static CommandFlag taking(String value, String description, String... names) {
        return new CommandFlag(List.of(names), value, description, Completion.NONE);
    }

    /** Returns the same flag with another completion of its value. */
    public CommandFlag completedBy(Completion other) {
        return new CommandFlag(names, value, description, other);
    }

    /** Returns whether it takes a value. */
    public boolean takesValue() {
        return !value.isEmpty();
    }

    /** Returns {@code -f, --force}. */
    public String shown() {
        return String.join(", ", names);
    }
}
