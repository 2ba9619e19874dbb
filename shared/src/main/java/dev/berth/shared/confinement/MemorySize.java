package dev.berth.shared.confinement;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A size in bytes as Docker writes it, {@code 64m}: a whole number and b, k, m or g. */
public final class MemorySize {
    private static final Pattern FORM = Pattern.compile("(\\d{1,15})([bkmg]?)");
    private static final String UNITS = "bkmg";
    private static final int UNIT_BITS = 10;

    private MemorySize() {}

    /** Returns the number of bytes; empty if the text is no size, or too large a one. */
    public static OptionalLong parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return OptionalLong.empty();
        }
        long number = Long.parseLong(matcher.group(1));
        int bits = UNIT_BITS * Math.max(0, UNITS.indexOf(matcher.group(2)));
        long bytes = number << bits;
        return bytes >>> bits == number && bytes >= 0
                ? OptionalLong.of(bytes)
                : OptionalLong.empty();
    }

    /** Returns the text of a size, in the largest unit that it has a whole number of. */
    public static String of(long bytes) {
        int unit = 0;
        long number = bytes;
        while (number > 0 && number % (1 << UNIT_BITS) == 0 && unit < UNITS.length() - 1) {
            number >>= UNIT_BITS;
            unit++;
        }
        return number + UNITS.substring(unit, unit + 1);
    }
}
