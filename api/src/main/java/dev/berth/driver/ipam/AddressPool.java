package dev.berth.driver.ipam;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** A pool of addresses that an IPAM driver has given out. Immutable. */
public final class AddressPool {
    private final String poolId;
    private final CidrAddress pool;
    private final Map<String, String> data;

    private AddressPool(String poolId, CidrAddress pool, Map<String, String> data) {
        this.poolId = Objects.requireNonNull(poolId, "poolId");
        this.pool = Objects.requireNonNull(pool, "pool");
        this.data =
                Collections.unmodifiableMap(
                        new LinkedHashMap<>(Objects.requireNonNull(data, "data")));
    }

    /**
     * Returns a pool.
     *
     * @param poolId the driver's name for it
     * @param pool its network
     */
    public static AddressPool of(String poolId, CidrAddress pool) {
        return new AddressPool(poolId, pool, Map.of());
    }

    /** Returns the same pool with whatever else the driver tells. */
    public AddressPool withData(Map<String, String> data) {
        return new AddressPool(poolId, pool, data);
    }

    /** Returns the driver's name for the pool. */
    public String poolId() {
        return poolId;
    }

    /** Returns the pool's network. */
    public CidrAddress pool() {
        return pool;
    }

    /**
     * Returns whatever else the driver tells, as the pool's gateway: {@code
     * com.docker.network.gateway}.
     */
    public Map<String, String> data() {
        return data;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AddressPool that
                && poolId.equals(that.poolId)
                && pool.equals(that.pool)
                && data.equals(that.data);
    }

    @Override
    public int hashCode() {
        return Objects.hash(poolId, pool, data);
    }

    @Override
    public String toString() {
        return "AddressPool[poolId=%s, pool=%s, data=%s]".formatted(poolId, pool, data);
    }
}
