package dev.berth.plugin;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/** What a rollback returns to, and how. Immutable; every wither returns other options. */
public final class RollbackOptions {

    /** The version that was in use before the present one; the plugin must be disabled. */
    public static final RollbackOptions DEFAULT =
            new RollbackOptions(Optional.empty(), false, UpgradeOptions.DEFAULT_TRIAL);

    private final Optional<Digest> version;
    private final boolean hot;
    private final Duration trial;

    private RollbackOptions(Optional<Digest> version, boolean hot, Duration trial) {
        this.version = version;
        this.hot = hot;
        this.trial = trial;
    }

    /** Returns the same options with the version to return to. */
    public RollbackOptions withVersion(Digest version) {
        return new RollbackOptions(
                Optional.of(Objects.requireNonNull(version, "version")), hot, trial);
    }

    /**
     * Returns the same options with which an enabled plugin is rolled back without a pause.
     *
     * @param trial how long the earlier version is watched beside the present one before callers
     *     are switched to it; zero for one health probe only. At most {@link
     *     UpgradeOptions#LONGEST_TRIAL}.
     * @throws IllegalArgumentException if it is negative or longer
     */
    public RollbackOptions withHot(Duration trial) {
        return new RollbackOptions(version, true, UpgradeOptions.requireTrial(trial));
    }

    /** Returns the digest of the manifest of the version to return to, if not to the latest. */
    public Optional<Digest> version() {
        return version;
    }

    /** Returns whether an enabled plugin is rolled back, without a pause, instead of refused. */
    public boolean hot() {
        return hot;
    }

    /** Returns how long the earlier version is watched before callers are switched to it. */
    public Duration trial() {
        return trial;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RollbackOptions that
                && version.equals(that.version)
                && hot == that.hot
                && trial.equals(that.trial);
    }

    @Override
    public int hashCode() {
        return Objects.hash(version, hot, trial);
    }

    @Override
    public String toString() {
        return "RollbackOptions[version=%s, hot=%s, trial=%s]".formatted(version, hot, trial);
    }
}
