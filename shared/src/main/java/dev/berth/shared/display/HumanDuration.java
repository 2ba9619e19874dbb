package dev.berth.shared.display;

import java.time.Duration;

/** A duration in Docker's words, {@code 5 minutes}: {@code HumanDuration} of its go-units. */
public final class HumanDuration {
    private static final long HOURS_OF_DAY = 24;
    private static final long HOURS_OF_WEEK = 24 * 7;
    private static final long HOURS_OF_MONTH = 24 * 30;
    private static final long HOURS_OF_YEAR = 24 * 365;

    private HumanDuration() {}

    public static String of(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds < 1) {
            return "Less than a second";
        }
        if (seconds < 60) {
            return seconds == 1 ? "1 second" : seconds + " seconds";
        }
        long minutes = duration.toMinutes();
        if (minutes < 60) {
            return minutes == 1 ? "About a minute" : minutes + " minutes";
        }
        long hours = duration.plusMinutes(30).toHours();
        return hours == 1 ? "About an hour" : ofHours(hours, duration.toHours());
    }

    /**
     * @param rounded the hours, rounded
     * @param whole the hours, cut off, of which years are made
     */
    private static String ofHours(long rounded, long whole) {
        if (rounded < 2 * HOURS_OF_DAY) {
            return rounded + " hours";
        }
        if (rounded < 2 * HOURS_OF_WEEK) {
            return rounded / HOURS_OF_DAY + " days";
        }
        if (rounded < 2 * HOURS_OF_MONTH) {
            return rounded / HOURS_OF_WEEK + " weeks";
        }
        if (rounded < 2 * HOURS_OF_YEAR) {
            return rounded / HOURS_OF_MONTH + " months";
        }
        return whole / HOURS_OF_YEAR + " years";
    }
}
