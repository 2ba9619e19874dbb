package dev.berth.conformance;

import dev.berth.driver.ipam.AddressPool;
import dev.berth.driver.ipam.AddressRequest;
import dev.berth.driver.ipam.AddressSpaces;
import dev.berth.driver.ipam.AllocatedAddress;
import dev.berth.driver.ipam.CidrAddress;
import dev.berth.driver.ipam.IpamDriver;
import dev.berth.driver.ipam.PoolRequest;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** An IPAM driver that conforms; each test breaks it in one place. */
class GoodAddresses implements IpamDriver {
    private static final CidrAddress USUAL = CidrAddress.parse("10.99.0.0/24");

    final Map<String, Set<Integer>> taken = new HashMap<>();

    @Override
    public AddressSpaces defaultAddressSpaces() {
        return AddressSpaces.of("here", "everywhere");
    }

    @Override
    public synchronized AddressPool requestPool(PoolRequest request) {
        if (request.v6()) {
            throw new IllegalArgumentException("no IPv6 here");
        }
        CidrAddress pool = request.pool().orElse(USUAL);
        taken.computeIfAbsent(pool.toString(), none -> new TreeSet<>());
        return AddressPool.of(pool.toString(), pool);
    }

    @Override
    public synchronized void releasePool(String poolId) {
        if (!find(poolId).isEmpty()) {
            throw new IllegalStateException("addresses are in use");
        }
        taken.remove(poolId);
    }

    @Override
    public synchronized AllocatedAddress requestAddress(AddressRequest request) {
        Set<Integer> used = find(request.poolId());
        int host =
                request.address()
                        .map(GoodAddresses::host)
                        .orElseGet(
                                () ->
                                        IntStream.iterate(1, i -> i + 1)
                                                .filter(i -> !used.contains(i))
                                                .findFirst()
                                                .orElseThrow());
        if (!used.add(host)) {
            throw new IllegalStateException("it is taken");
        }
        return AllocatedAddress.of(
                CidrAddress.parse(request.poolId().replace(".0/", "." + host + "/")));
    }

    @Override
    public synchronized void releaseAddress(String poolId, InetAddress address) {
        find(poolId).remove(host(address));
    }

    private static int host(InetAddress address) {
        return address.getAddress()[3] & 0xff;
    }

    final Set<Integer> find(String poolId) {
        Set<Integer> found = taken.get(poolId);
        if (found == null) {
            throw new IllegalStateException("no such pool: " + poolId);
        }
        return found;
    }
}
