package dev.berth.driver.network;

import dev.berth.driver.ipam.CidrAddress;
import java.util.Objects;
import java.util.Optional;

/** The addresses of an endpoint's interface. Immutable. */
public final class EndpointInterface {
    private static final EndpointInterface EMPTY =
            new EndpointInterface(Optional.empty(), Optional.empty(), Optional.empty());

    private final Optional<CidrAddress> address;
    private final Optional<CidrAddress> addressIpv6;
    private final Optional<String> macAddress;

    private EndpointInterface(
            Optional<CidrAddress> address,
            Optional<CidrAddress> addressIpv6,
            Optional<String> macAddress) {
        this.address = address;
        this.addressIpv6 = addressIpv6;
        this.macAddress = macAddress;
    }

    /** Returns an interface without addresses. */
    public static EndpointInterface empty() {
        return EMPTY;
    }

    /** Returns the same interface with an IPv4 address. */
    public EndpointInterface withAddress(CidrAddress address) {
        return new EndpointInterface(
                Optional.of(Objects.requireNonNull(address, "address")), addressIpv6, macAddress);
    }

    /** Returns the same interface with an IPv6 address. */
    public EndpointInterface withAddressIpv6(CidrAddress addressIpv6) {
        return new EndpointInterface(
                address,
                Optional.of(Objects.requireNonNull(addressIpv6, "addressIpv6")),
                macAddress);
    }

    /** Returns the same interface with a MAC address, {@code 02:42:0a:00:00:02}. */
    public EndpointInterface withMacAddress(String macAddress) {
        return new EndpointInterface(
                address,
                addressIpv6,
                Optional.of(Objects.requireNonNull(macAddress, "macAddress")));
    }

    /** Returns the IPv4 address. */
    public Optional<CidrAddress> address() {
        return address;
    }

    /** Returns the IPv6 address. */
    public Optional<CidrAddress> addressIpv6() {
        return addressIpv6;
    }

    /** Returns the MAC address; from a plugin's service always six pairs of hex digits. */
    public Optional<String> macAddress() {
        return macAddress;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EndpointInterface that
                && address.equals(that.address)
                && addressIpv6.equals(that.addressIpv6)
                && macAddress.equals(that.macAddress);
    }

    @Override
    public int hashCode() {
        return Objects.hash(address, addressIpv6, macAddress);
    }

    @Override
    public String toString() {
        return "EndpointInterface[address=%s, addressIpv6=%s, macAddress=%s]"
                .formatted(address, addressIpv6, macAddress);
    }
}
