package dev.berth.policy.file;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What is demanded of a plugin before it is taken; the names are the file's, in upper case. */
public enum Acceptance {
    /** Not at all. */
    REJECT,
    /** The user's consent, as without a policy. */
    ASK,
    /** All the signatures, and the user's consent. */
    SIGNED,
    /** The user's consent; said of a scope within one that demands more. */
    ANY;

    static Optional<Acceptance> parse(String word) {
        return Arrays.stream(values())
                .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst();
    }
}
