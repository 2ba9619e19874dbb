package dev.berth.testing.protocols;

import dev.berth.driver.ipam.AddressPool;
import dev.berth.driver.ipam.AddressRequest;
import dev.berth.driver.ipam.AddressSpaces;
import dev.berth.driver.ipam.AllocatedAddress;
import dev.berth.driver.ipam.CidrAddress;
import dev.berth.driver.ipam.IpamCapabilities;
import dev.berth.driver.ipam.IpamDriver;
import dev.berth.driver.ipam.PoolRequest;
import java.net.InetAddress;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** One pool, whose addresses are counted up. */
final class CountingAddresses implements IpamDriver {
    private final AtomicInteger last = new AtomicInteger(1);
    private final Journal journal;

    CountingAddresses(Journal journal) {
        this.journal = journal;
    }

    @Override
    public IpamCapabilities capabilities() {
        return IpamCapabilities.none().withRequiresMacAddress(true);
    }

    @Override
    public AddressSpaces defaultAddressSpaces() {
        return AddressSpaces.of("here", "everywhere");
    }

    @Override
    public AddressPool requestPool(PoolRequest request) {
        if (request.v6()) {
            throw new IllegalArgumentException("no IPv6 here");
        }
        return AddressPool.of("pool", request.pool().orElseThrow())
                .withData(Map.of("space", request.addressSpace()));
    }

    @Override
    public void releasePool(String poolId) {
        journal.add("releasePool %s", poolId);
    }

    @Override
    public AllocatedAddress requestAddress(AddressRequest request) {
        return AllocatedAddress.of(
                CidrAddress.parse("10.8.0.%d/24".formatted(last.incrementAndGet())));
    }

    @Override
    public void releaseAddress(String poolId, InetAddress address) {
        journal.add("releaseAddress %s", address.getHostAddress());
    }
}
