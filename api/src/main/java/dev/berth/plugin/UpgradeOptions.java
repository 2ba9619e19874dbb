package dev.berth.plugin;

import java.time.Duration;
import java.util.Objects;

/** How a plugin is upgraded. Immutable; every wither returns other options. */
public final class UpgradeOptions {

    /** How long a new version is watched unless something else is asked for: five seconds. */
    public static final Duration DEFAULT_TRIAL = Duration.ofSeconds(5);

    /** How long a new version may be watched: one day. */
    public static final Duration LONGEST_TRIAL = Duration.ofDays(1);

    /** As {@code docker plugin upgrade} does: the plugin must be disabled. */
    public static final UpgradeOptions DEFAULT = new UpgradeOptions(false, DEFAULT_TRIAL);

    private final boolean hot;
    private final Duration trial;

    private UpgradeOptions(boolean hot, Duration trial) {
        this.hot = hot;
        this.trial = trial;
    }

    /**
     * Returns options with which an enabled plugin is upgraded without a pause.
     *
     * @param trial how long the new version is watched beside the old one before callers are
     *     switched to it; zero for one health probe only. At most {@link #LONGEST_TRIAL}.
     * @throws IllegalArgumentException if it is negative or longer
     */
    public UpgradeOptions withHot(Duration trial) {
        return new UpgradeOptions(true, requireTrial(trial));
    }

    static Duration requireTrial(Duration trial) {
        Objects.requireNonNull(trial, "trial");
        if (trial.isNegative() || trial.compareTo(LONGEST_TRIAL) > 0) {
            throw new IllegalArgumentException(
                    "a trial of %s is not from 0 to %s".formatted(trial, LONGEST_TRIAL));
        }
        return trial;
    }

    /** Returns whether an enabled plugin is upgraded, without a pause, instead of refused. */
    public boolean hot() {
        return hot;
    }

    /** Returns how long the new version is watched before callers are switched to it. */
    public Duration trial() {
        return trial;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof UpgradeOptions that && hot == that.hot && trial.equals(that.trial);
    }

    @Override
    public int hashCode() {
        return Objects.hash(hot, trial);
    }

    @Override
    public String toString() {
        return "UpgradeOptions[hot=%s, trial=%s]".formatted(hot, trial);
    }
}
