package dev.berth.engine.http;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a TCP port asks of its clients. */
public enum TlsMode {
    /** Encryption, and a certificate of the authority's. */
    VERIFY,
    /** Encryption. */
    ENCRYPT,
    /** Nothing. */
    OFF;

    /** Returns the mode of a word, {@code verify}. */
    public static Optional<TlsMode> parse(String word) {
        return Arrays.stream(values())
                .filter(mode -> mode.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst();
    }
}
