package dev.berth.driver.ipam;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** An address that an IPAM driver has given out. Immutable. */
public final class AllocatedAddress {
    private final CidrAddress address;
    private final Map<String, String> data;

    private AllocatedAddress(CidrAddress address, Map<String, String> data) {
        this.address = Objects.requireNonNull(address, "address");
        this.data =
                Collections.unmodifiableMap(
                        new LinkedHashMap<>(Objects.requireNonNull(data, "data")));
    }

    /** Returns an address. */
    public static AllocatedAddress of(CidrAddress address) {
        return new AllocatedAddress(address, Map.of());
    }

    /** Returns the same address with whatever else the driver tells. */
    public AllocatedAddress withData(Map<String, String> data) {
        return new AllocatedAddress(address, data);
    }

    /** Returns the address, with its pool's prefix. */
    public CidrAddress address() {
        return address;
    }

    /** Returns whatever else the driver tells. */
    public Map<String, String> data() {
        return data;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AllocatedAddress that
                && address.equals(that.address)
                && data.equals(that.data);
    }

    @Override
    public int hashCode() {
        return Objects.hash(address, data);
    }

    @Override
    public String toString() {
        return "AllocatedAddress[address=%s, data=%s]".formatted(address, data);
    }
}
