package dev.berth.plugin.error;

import java.util.Objects;

/**
 * A document of wanted plugins cannot be read, or asks for what cannot be. It has no stack trace,
 * because the mistake is in no code.
 *
 * @since 1.3
 */
public final class InvalidDesiredStateException extends PluginException {
    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;

    /**
     * @param line from 1
     * @param column in characters, from 1
     * @param problem what is wrong there, and what is expected
     */
    public InvalidDesiredStateException(int line, int column, String problem) {
        super(
                "line %d, column %d: %s"
                        .formatted(line, column, Objects.requireNonNull(problem, "problem")));
        this.line = line;
        this.column = column;
    }

    /** Returns the line, from 1. */
    public int line() {
        return line;
    }

    /** Returns the column in characters, from 1. */
    public int column() {
        return column;
    }

    @Override
    public Throwable fillInStackTrace() {
        return this;
    }
}
