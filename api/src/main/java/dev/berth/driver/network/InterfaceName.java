package dev.berth.driver.network;

import java.util.Objects;
import java.util.Optional;

/**
 * The host's interface that is to be moved into a container, and what it is called there.
 * Immutable.
 */
public final class InterfaceName {
    private final String srcName;
    private final String dstPrefix;
    private final Optional<String> dstName;

    private InterfaceName(String srcName, String dstPrefix, Optional<String> dstName) {
        this.srcName = Objects.requireNonNull(srcName, "srcName");
        this.dstPrefix = Objects.requireNonNull(dstPrefix, "dstPrefix");
        this.dstName = dstName;
    }

    /**
     * Returns the name of an interface.
     *
     * @param srcName on the host
     * @param dstPrefix in the container, {@code eth}; the caller adds a number
     */
    public static InterfaceName of(String srcName, String dstPrefix) {
        return new InterfaceName(srcName, dstPrefix, Optional.empty());
    }

    /** Returns the same one with its whole name in the container. */
    public InterfaceName withDstName(String dstName) {
        return new InterfaceName(
                srcName, dstPrefix, Optional.of(Objects.requireNonNull(dstName, "dstName")));
    }

    /** Returns the interface's name on the host. */
    public String srcName() {
        return srcName;
    }

    /** Returns the beginning of its name in the container. */
    public String dstPrefix() {
        return dstPrefix;
    }

    /** Returns its whole name in the container; empty if the caller is to choose a number. */
    public Optional<String> dstName() {
        return dstName;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof InterfaceName that
                && srcName.equals(that.srcName)
                && dstPrefix.equals(that.dstPrefix)
                && dstName.equals(that.dstName);
    }

    @Override
    public int hashCode() {
        return Objects.hash(srcName, dstPrefix, dstName);
    }

    @Override
    public String toString() {
        return "InterfaceName[srcName=%s, dstPrefix=%s, dstName=%s]"
                .formatted(srcName, dstPrefix, dstName);
    }
}
