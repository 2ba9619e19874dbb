package dev.berth.driver.volume;

import java.util.Objects;

/** What a volume driver can do. Immutable. */
public final class VolumeCapabilities {

    /** Where a volume can be used. */
    public enum Scope {
        /** On the host that made it. */
        LOCAL,
        /** On every host that has the driver. */
        GLOBAL
    }

    private final Scope scope;

    private VolumeCapabilities(Scope scope) {
        this.scope = Objects.requireNonNull(scope, "scope");
    }

    /** Returns what a driver can do. */
    public static VolumeCapabilities of(Scope scope) {
        return new VolumeCapabilities(scope);
    }

    /** Returns where its volumes can be used. */
    public Scope scope() {
        return scope;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VolumeCapabilities that && scope.equals(that.scope);
    }

    @Override
    public int hashCode() {
        return scope.hashCode();
    }

    @Override
    public String toString() {
        return "VolumeCapabilities[scope=%s]".formatted(scope);
    }
}
