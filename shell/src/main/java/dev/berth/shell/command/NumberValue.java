package dev.berth.shell.command;

import dev.berth.shell.console.CommandFailure;
import dev.berth.shell.syntax.CommandFlag;

/** Parses a flag's value that is a whole number from 0. */
final class NumberValue {

    private NumberValue() {}

    /**
     * Returns the number.
     *
     * @param expected what it may be, in words
     * @throws CommandFailure if it is none, or too large
     */
    static int of(CommandFlag flag, String text, int largest, String expected)
            throws CommandFailure {
        if (!text.matches("[0-9]{1,9}") || Integer.parseInt(text) > largest) {
            throw new CommandFailure(
                    "invalid argument \"%s\" for \"%s\" flag: %s was expected"
                            .formatted(text, flag.shown(), expected));
        }
        return Integer.parseInt(text);
    }
}
