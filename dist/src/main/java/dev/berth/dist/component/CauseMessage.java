package dev.berth.dist.component;

import java.util.LinkedHashSet;
import java.util.Set;

/** The messages of an exception and its causes, on one line. */
final class CauseMessage {

    private CauseMessage() {}

    static String of(Throwable thrown) {
        // An exception that was made of another often repeats its words.
        Set<String> texts = new LinkedHashSet<>();
        for (Throwable next = thrown; next != null; next = next.getCause()) {
            texts.add(text(next));
        }
        return String.join("; caused by ", texts);
    }

    /** The log service keeps no exceptions, but copies whose message begins with the class. */
    private static String text(Throwable thrown) {
        boolean copy = thrown.getClass().getSimpleName().equals("LogException");
        return copy && thrown.getMessage() != null ? thrown.getMessage() : thrown.toString();
    }
}
