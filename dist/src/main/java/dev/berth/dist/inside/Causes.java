package dev.berth.dist.inside;

import java.util.LinkedHashSet;
import java.util.Set;

/** An exception and what brought it about, on one line. */
final class Causes {

    private Causes() {}

    static String of(Throwable thrown) {
        // An exception that was made of another often repeats its words.
        Set<String> texts = new LinkedHashSet<>();
        for (Throwable next = thrown; next != null; next = next.getCause()) {
            texts.add(next.toString());
        }
        return String.join("; caused by ", texts);
    }
}
