package dev.berth.plugin.error;

import java.util.Objects;

/** An argument of a method that returns an {@link dev.berth.plugin.Operation} is {@code null}. */
public final class MissingArgumentException extends PluginException {
    private static final long serialVersionUID = 1L;

    private final String argument;

    /**
     * @param argument the name of the parameter
     */
    public MissingArgumentException(String argument) {
        super("the argument %s is null".formatted(Objects.requireNonNull(argument, "argument")));
        this.argument = argument;
    }

    /** Returns the name of the parameter. */
    public String argument() {
        return argument;
    }
}
