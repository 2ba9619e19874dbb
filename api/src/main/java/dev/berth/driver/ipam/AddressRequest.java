package dev.berth.driver.ipam;

import java.net.InetAddress;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A request for an address of a pool. Immutable. */
public final class AddressRequest {
    private final String poolId;
    private final Optional<InetAddress> address;
    private final Map<String, String> options;

    private AddressRequest(
            String poolId, Optional<InetAddress> address, Map<String, String> options) {
        this.poolId = Objects.requireNonNull(poolId, "poolId");
        this.address = address;
        this.options =
                Collections.unmodifiableMap(
                        new LinkedHashMap<>(Objects.requireNonNull(options, "options")));
    }

    /** Returns a request for any address of a pool. */
    public static AddressRequest of(String poolId) {
        return new AddressRequest(poolId, Optional.empty(), Map.of());
    }

    /** Returns the same request for this address and no other. */
    public AddressRequest withAddress(InetAddress address) {
        Optional<InetAddress> wanted = Optional.of(Objects.requireNonNull(address, "address"));
        return new AddressRequest(poolId, wanted, options);
    }

    /**
     * Returns the same request with options: {@code RequestAddressType} = {@code
     * com.docker.network.gateway} asks for a gateway's address.
     */
    public AddressRequest withOptions(Map<String, String> options) {
        return new AddressRequest(poolId, address, options);
    }

    /** Returns the pool, {@link AddressPool#poolId}. */
    public String poolId() {
        return poolId;
    }

    /** Returns the address that is wanted; empty for the driver's choice. */
    public Optional<InetAddress> address() {
        return address;
    }

    /** Returns the options. */
    public Map<String, String> options() {
        return options;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AddressRequest that
                && poolId.equals(that.poolId)
                && address.equals(that.address)
                && options.equals(that.options);
    }

    @Override
    public int hashCode() {
        return Objects.hash(poolId, address, options);
    }

    @Override
    public String toString() {
        return "AddressRequest[poolId=%s, address=%s, options=%s]"
                .formatted(poolId, address, options);
    }
}
