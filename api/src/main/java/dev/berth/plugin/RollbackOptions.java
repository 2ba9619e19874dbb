package dev.berth.plugin;

import java.util.Objects;
import java.util.Optional;

/** What a rollback returns to. Immutable; every wither returns other options. */
public final class RollbackOptions {

    /** The version that was in use before the present one. */
    public static final RollbackOptions DEFAULT = new RollbackOptions(Optional.empty());

    private final Optional<Digest> version;

    private RollbackOptions(Optional<Digest> version) {
        this.version = version;
    }

    /** Returns the same options with the version to return to. */
    public RollbackOptions withVersion(Digest version) {
        return new RollbackOptions(Optional.of(Objects.requireNonNull(version, "version")));
    }

    /** Returns the digest of the manifest of the version to return to, if not to the latest. */
    public Optional<Digest> version() {
        return version;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RollbackOptions that && version.equals(that.version);
    }

    @Override
    public int hashCode() {
        return version.hashCode();
    }

    @Override
    public String toString() {
        return "RollbackOptions[version=%s]".formatted(version);
    }
}
