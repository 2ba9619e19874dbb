package dev.berth.registry.transport;

import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * Parses a number that a server names, in a header or in JSON: any decimal form, clamped to what a
 * {@code long} without sign holds.
 */
public final class ServerNumber {
    private static final Pattern DECIMAL =
            Pattern.compile("[+-]?\\d{1,400}(?:\\.\\d{0,400})?(?:[eE][+-]?\\d{1,9})?");
    private static final Pattern SMALL = Pattern.compile("\\d{1,18}");

    private ServerNumber() {}

    /** Returns the number, rounded up, negative ones as 0; empty if the text is none. */
    public static OptionalLong parse(String text) {
        String number = text.strip();
        if (SMALL.matcher(number).matches()) {
            return OptionalLong.of(Long.parseLong(number));
        }
        // A cast of a double goes no further than the range of a long.
        return DECIMAL.matcher(number).matches()
                ? OptionalLong.of(Math.max(0, (long) Math.ceil(Double.parseDouble(number))))
                : OptionalLong.empty();
    }
}
