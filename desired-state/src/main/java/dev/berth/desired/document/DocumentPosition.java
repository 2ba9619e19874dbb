package dev.berth.desired.document;

import dev.berth.plugin.error.InvalidDesiredStateException;

/** A place in a document, both numbers from 1. */
public record DocumentPosition(int line, int column) {
    static final DocumentPosition BEGIN = new DocumentPosition(1, 1);

    /** Returns an exception that names this place. */
    public InvalidDesiredStateException problem(String text) {
        return new InvalidDesiredStateException(line, column, text);
    }
}
