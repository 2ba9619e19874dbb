package dev.berth.driver.ipam;

import java.util.Objects;

/** The names of an IPAM driver's default address spaces. Immutable. */
public final class AddressSpaces {
    private final String local;
    private final String global;

    private AddressSpaces(String local, String global) {
        this.local = Objects.requireNonNull(local, "local");
        this.global = Objects.requireNonNull(global, "global");
    }

    /** Returns a driver's address spaces. */
    public static AddressSpaces of(String local, String global) {
        return new AddressSpaces(local, global);
    }

    /** Returns the name of the space for networks of one host. */
    public String local() {
        return local;
    }

    /** Returns the name of the space for networks of several hosts. */
    public String global() {
        return global;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AddressSpaces that
                && local.equals(that.local)
                && global.equals(that.global);
    }

    @Override
    public int hashCode() {
        return Objects.hash(local, global);
    }

    @Override
    public String toString() {
        return "AddressSpaces[local=%s, global=%s]".formatted(local, global);
    }
}
