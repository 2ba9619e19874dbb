package dev.berth.dist.component;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Finds the message in the stack trace that the component runtime keeps of a failed activation. */
final class ActivationFailure {
    private static final String CAUSE = "Caused by: ";
    private static final String TYPED = "dev.berth.plugin.error.";

    private ActivationFailure() {}

    /** Returns the message of Berth's own exception if there is one, else the innermost one's. */
    static String messageOf(String stackTrace) {
        List<String> chain =
                stackTrace
                        .lines()
                        .filter(line -> line.startsWith(CAUSE) || !line.startsWith("\t"))
                        .map(line -> line.startsWith(CAUSE) ? line.substring(CAUSE.length()) : line)
                        .toList();
        Predicate<String> typed = line -> line.startsWith(TYPED);
        Optional<String> own = chain.stream().filter(typed).findFirst();
        String line = own.orElseGet(() -> chain.get(chain.size() - 1));
        return line.replaceFirst("^[\\w.$]+(?:Exception|Error): ", "");
    }
}
