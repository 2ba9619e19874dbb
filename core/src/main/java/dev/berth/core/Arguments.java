package dev.berth.core;

import dev.berth.plugin.error.MissingArgumentException;
import java.util.List;

/** Checks of what is given to methods that return an operation: they fail it, and throw nothing. */
final class Arguments {
    private Arguments() {}

    /**
     * Returns an argument.
     *
     * @throws MissingArgumentException if it is null
     */
    static <T> T required(T argument, String name) {
        if (argument == null) {
            throw new MissingArgumentException(name);
        }
        return argument;
    }

    /**
     * Returns a copy of a list.
     *
     * @throws MissingArgumentException if it, or one of its elements, is null
     */
    static <T> List<T> allRequired(List<T> arguments, String name) {
        required(arguments, name).forEach(argument -> required(argument, name));
        return List.copyOf(arguments);
    }
}
