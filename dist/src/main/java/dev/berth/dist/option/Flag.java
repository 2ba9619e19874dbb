package dev.berth.dist.option;

import java.util.Optional;
import java.util.Set;

/** The words for yes and no, as Go's {@code strconv.ParseBool} takes them. */
final class Flag {
    private static final Set<String> YES = Set.of("1", "t", "T", "TRUE", "true", "True");
    private static final Set<String> NO = Set.of("0", "f", "F", "FALSE", "false", "False");

    private Flag() {}

    /** Returns what a word means; empty if it is neither. */
    static Optional<Boolean> parse(String word) {
        if (YES.contains(word)) {
            return Optional.of(true);
        }
        return NO.contains(word) ? Optional.of(false) : Optional.empty();
    }
}
