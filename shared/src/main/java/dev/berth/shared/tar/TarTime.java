package dev.berth.shared.tar;

import java.util.Optional;

/**
 * A time of an entry: seconds since 1970 and what is beyond them, both negative before 1970.
 *
 * @param nanos less than a second
 */
public record TarTime(long seconds, int nanos) {
    private static final int DIGITS = 9;

    /** Reads a record's value as Go does, which cuts off what is finer than a nanosecond. */
    static Optional<TarTime> of(String value) {
        if (value.isEmpty()) {
            return Optional.empty();
        }
        int point = value.indexOf('.');
        long seconds = Long.parseLong(point < 0 ? value : value.substring(0, point));
        String fraction = point < 0 ? "" : value.substring(point + 1);
        String digits = (fraction + "0".repeat(DIGITS)).substring(0, DIGITS);
        int nanos = Integer.parseInt(digits);
        return Optional.of(new TarTime(seconds, value.startsWith("-") ? -nanos : nanos));
    }
}
