package com.example.@PACKAGE@;

import dev.berth.driver.ipam.AddressPool;
import dev.berth.driver.ipam.AddressRequest;
import dev.berth.driver.ipam.AddressSpaces;
import dev.berth.driver.ipam.AllocatedAddress;
import dev.berth.driver.ipam.CidrAddress;
import dev.berth.driver.ipam.IpamDriver;
import dev.berth.driver.ipam.PoolRequest;
import dev.berth.sdk.PluginServer;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Gives out IPv4 addresses in their order. What a method throws is what its caller is told. */
public final class @CLASS@Driver implements IpamDriver {
    private static final CidrAddress USUAL = CidrAddress.parse("10.99.0.0/24");

    private final Map<String, Set<Integer>> taken = new HashMap<>();

    public static void main(String[] args) {
        PluginServer.create()
                .ipam(new @CLASS@Driver())
                .debug("1".equals(System.getenv("DEBUG")))
                .run(args.length == 0 ? "@NAME@" : args[0]);
    }

    @Override
    public AddressSpaces defaultAddressSpaces() {
        return AddressSpaces.of("@NAME@-local", "@NAME@-global");
    }

    @Override
    public synchronized AddressPool requestPool(PoolRequest request) {
        if (request.v6()) {
            throw new IllegalArgumentException("there is no IPv6 here");
        }
        CidrAddress pool = request.pool().orElse(USUAL);
        taken.computeIfAbsent(pool.toString(), none -> new TreeSet<>());
        return AddressPool.of(pool.toString(), pool);
    }

    @Override
    public synchronized void releasePool(String poolId) {
        taken.remove(poolId);
    }

    @Override
    public synchronized AllocatedAddress requestAddress(AddressRequest request) {
        CidrAddress pool = CidrAddress.parse(request.poolId());
        Set<Integer> used = find(request.poolId());
        int number = request.address().map(@CLASS@Driver::host).orElse(1);
        while (request.address().isEmpty() && used.contains(number)) {
            number++;
        }
        if (number > 254 || !used.add(number)) {
            throw new IllegalStateException("no such address is free in " + pool);
        }
        return AllocatedAddress.of(CidrAddress.of(address(pool, number), pool.prefixLength()));
    }

    @Override
    public synchronized void releaseAddress(String poolId, InetAddress address) {
        find(poolId).remove(host(address));
    }

    private Set<Integer> find(String poolId) {
        if (!taken.containsKey(poolId)) {
            throw new IllegalStateException("there is no pool " + poolId);
        }
        return taken.get(poolId);
    }

    private static int host(InetAddress address) {
        return address.getAddress()[3] & 0xff;
    }

    private static InetAddress address(CidrAddress pool, int number) {
        byte[] bytes = pool.network().address().getAddress();
        bytes[3] = (byte) number;
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
