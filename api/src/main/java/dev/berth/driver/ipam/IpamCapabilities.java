package dev.berth.driver.ipam;

import java.util.Objects;

/** What an IPAM driver wants of its caller. Immutable. */
public final class IpamCapabilities {
    private static final IpamCapabilities NONE = new IpamCapabilities(false, false);

    private final boolean requiresMacAddress;
    private final boolean requiresRequestReplay;

    private IpamCapabilities(boolean requiresMacAddress, boolean requiresRequestReplay) {
        this.requiresMacAddress = requiresMacAddress;
        this.requiresRequestReplay = requiresRequestReplay;
    }

    /** Returns those of a driver that wants nothing. */
    public static IpamCapabilities none() {
        return NONE;
    }

    /** Returns the same ones, with or without a wish for the endpoint's MAC address. */
    public IpamCapabilities withRequiresMacAddress(boolean requiresMacAddress) {
        return new IpamCapabilities(requiresMacAddress, requiresRequestReplay);
    }

    /** Returns the same ones, with or without a wish for all requests after a restart. */
    public IpamCapabilities withRequiresRequestReplay(boolean requiresRequestReplay) {
        return new IpamCapabilities(requiresMacAddress, requiresRequestReplay);
    }

    /**
     * Returns whether a request for an address has to carry the endpoint's MAC address, as the
     * option {@code com.docker.network.endpoint.macaddress}.
     */
    public boolean requiresMacAddress() {
        return requiresMacAddress;
    }

    /** Returns whether the caller has to make its requests again when it starts. */
    public boolean requiresRequestReplay() {
        return requiresRequestReplay;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof IpamCapabilities that
                && requiresMacAddress == that.requiresMacAddress
                && requiresRequestReplay == that.requiresRequestReplay;
    }

    @Override
    public int hashCode() {
        return Objects.hash(requiresMacAddress, requiresRequestReplay);
    }

    @Override
    public String toString() {
        return "IpamCapabilities[requiresMacAddress=%s, requiresRequestReplay=%s]"
                .formatted(requiresMacAddress, requiresRequestReplay);
    }
}
