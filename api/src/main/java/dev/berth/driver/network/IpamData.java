package dev.berth.driver.network;

import dev.berth.driver.ipam.CidrAddress;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The addresses of a network, as its IPAM driver has given them out. Immutable. */
public final class IpamData {
    private final String addressSpace;
    private final Optional<CidrAddress> pool;
    private final Optional<CidrAddress> gateway;
    private final Map<String, CidrAddress> auxAddresses;

    private IpamData(
            String addressSpace,
            Optional<CidrAddress> pool,
            Optional<CidrAddress> gateway,
            Map<String, CidrAddress> auxAddresses) {
        this.addressSpace = Objects.requireNonNull(addressSpace, "addressSpace");
        this.pool = pool;
        this.gateway = gateway;
        this.auxAddresses =
                Collections.unmodifiableMap(
                        new LinkedHashMap<>(Objects.requireNonNull(auxAddresses, "auxAddresses")));
    }

    /** Returns those of an address space of which nothing more is known. */
    public static IpamData of(String addressSpace) {
        return new IpamData(addressSpace, Optional.empty(), Optional.empty(), Map.of());
    }

    /** Returns the same with the network's pool. */
    public IpamData withPool(CidrAddress pool) {
        Optional<CidrAddress> given = Optional.of(Objects.requireNonNull(pool, "pool"));
        return new IpamData(addressSpace, given, gateway, auxAddresses);
    }

    /** Returns the same with the gateway's address. */
    public IpamData withGateway(CidrAddress gateway) {
        Optional<CidrAddress> given = Optional.of(Objects.requireNonNull(gateway, "gateway"));
        return new IpamData(addressSpace, pool, given, auxAddresses);
    }

    /** Returns the same with addresses that are taken, by their users' names. */
    public IpamData withAuxAddresses(Map<String, CidrAddress> auxAddresses) {
        return new IpamData(addressSpace, pool, gateway, auxAddresses);
    }

    /** Returns the name of the address space. */
    public String addressSpace() {
        return addressSpace;
    }

    /** Returns the network's pool. */
    public Optional<CidrAddress> pool() {
        return pool;
    }

    /** Returns the gateway's address. */
    public Optional<CidrAddress> gateway() {
        return gateway;
    }

    /** Returns addresses that are taken, by their users' names: {@code --aux-address} in Docker. */
    public Map<String, CidrAddress> auxAddresses() {
        return auxAddresses;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof IpamData that
                && addressSpace.equals(that.addressSpace)
                && pool.equals(that.pool)
                && gateway.equals(that.gateway)
                && auxAddresses.equals(that.auxAddresses);
    }

    @Override
    public int hashCode() {
        return Objects.hash(addressSpace, pool, gateway, auxAddresses);
    }

    @Override
    public String toString() {
        return "IpamData[addressSpace=%s, pool=%s, gateway=%s, auxAddresses=%s]"
                .formatted(addressSpace, pool, gateway, auxAddresses);
    }
}
