package dev.berth.driver.ipam;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A request for a pool of addresses. Immutable. */
public final class PoolRequest {
    private final String addressSpace;
    private final Optional<CidrAddress> pool;
    private final Optional<CidrAddress> subPool;
    private final Map<String, String> options;
    private final boolean v6;

    private PoolRequest(
            String addressSpace,
            Optional<CidrAddress> pool,
            Optional<CidrAddress> subPool,
            Map<String, String> options,
            boolean v6) {
        this.addressSpace = Objects.requireNonNull(addressSpace, "addressSpace");
        this.pool = pool;
        this.subPool = subPool;
        this.options =
                Collections.unmodifiableMap(
                        new LinkedHashMap<>(Objects.requireNonNull(options, "options")));
        this.v6 = v6;
    }

    /** Returns a request for any pool of IPv4 addresses. */
    public static PoolRequest of(String addressSpace) {
        return new PoolRequest(addressSpace, Optional.empty(), Optional.empty(), Map.of(), false);
    }

    /** Returns the same request for this pool and no other. */
    public PoolRequest withPool(CidrAddress pool) {
        Optional<CidrAddress> wanted = Optional.of(Objects.requireNonNull(pool, "pool"));
        return new PoolRequest(addressSpace, wanted, subPool, options, v6);
    }

    /** Returns the same request, with the part of the pool that addresses are to come from. */
    public PoolRequest withSubPool(CidrAddress subPool) {
        Optional<CidrAddress> wanted = Optional.of(Objects.requireNonNull(subPool, "subPool"));
        return new PoolRequest(addressSpace, pool, wanted, options, v6);
    }

    /** Returns the same request with the driver's own options, {@code --ipam-opt} in Docker. */
    public PoolRequest withOptions(Map<String, String> options) {
        return new PoolRequest(addressSpace, pool, subPool, options, v6);
    }

    /** Returns the same request for IPv6 addresses, or for IPv4 ones. */
    public PoolRequest withV6(boolean v6) {
        return new PoolRequest(addressSpace, pool, subPool, options, v6);
    }

    /** Returns the address space, one of {@link IpamDriver#defaultAddressSpaces} or another. */
    public String addressSpace() {
        return addressSpace;
    }

    /** Returns the pool that is wanted; empty for the driver's choice. */
    public Optional<CidrAddress> pool() {
        return pool;
    }

    /** Returns the part of the pool that addresses are to come from; empty for all of it. */
    public Optional<CidrAddress> subPool() {
        return subPool;
    }

    /** Returns the driver's own options. */
    public Map<String, String> options() {
        return options;
    }

    /** Returns whether IPv6 addresses are wanted. */
    public boolean v6() {
        return v6;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PoolRequest that
                && addressSpace.equals(that.addressSpace)
                && pool.equals(that.pool)
                && subPool.equals(that.subPool)
                && options.equals(that.options)
                && v6 == that.v6;
    }

    @Override
    public int hashCode() {
        return Objects.hash(addressSpace, pool, subPool, options, v6);
    }

    @Override
    public String toString() {
        return "PoolRequest[addressSpace=%s, pool=%s, subPool=%s, options=%s, v6=%s]"
                .formatted(addressSpace, pool, subPool, options, v6);
    }
}
