package dev.berth.plugin;

import java.time.Duration;
import java.util.Objects;

/** The bounds of a trial: how long a version is watched before callers are switched to it. */
final class Trials {
    private static final Duration LONGEST = Duration.ofDays(1);

    private Trials() {}

    /**
     * Returns the duration.
     *
     * @throws IllegalArgumentException if it is not from zero to one day
     */
    static Duration require(Duration trial) {
        Objects.requireNonNull(trial, "trial");
        if (trial.isNegative() || trial.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "a trial of %s is not from 0 to %s".formatted(trial, LONGEST));
        }
        return trial;
    }
}
