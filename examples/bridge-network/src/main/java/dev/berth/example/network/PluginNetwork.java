package dev.berth.example.network;

import dev.berth.driver.ipam.AddressPool;
import dev.berth.driver.ipam.AddressRequest;
import dev.berth.driver.ipam.CidrAddress;
import dev.berth.driver.ipam.IpamDriver;
import dev.berth.driver.ipam.PoolRequest;
import dev.berth.driver.network.EndpointInterface;
import dev.berth.driver.network.InterfaceName;
import dev.berth.driver.network.IpamData;
import dev.berth.driver.network.JoinResponse;
import dev.berth.driver.network.NetworkDriver;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A network that a network plugin makes, with addresses of an IPAM plugin. Its endpoints are
 * network namespaces. Each step that is done has its undoing on a stack: what fails in the middle
 * leaves nothing behind, and the end takes down everything in the other order.
 */
public final class PluginNetwork implements AutoCloseable {
    /** How libnetwork asks an IPAM driver for a gateway's address. */
    private static final Map<String, String> FOR_GATEWAY =
            Map.of("RequestAddressType", "com.docker.network.gateway");

    private final String id;
    private final NetworkDriver driver;
    private final IpamDriver ipam;
    private final Deque<Runnable> undo = new ArrayDeque<>();
    private AddressPool pool;
    private int endpoints;

    private PluginNetwork(String id, NetworkDriver driver, IpamDriver ipam) {
        this.id = Objects.requireNonNull(id, "id");
        this.driver = Objects.requireNonNull(driver, "driver");
        this.ipam = Objects.requireNonNull(ipam, "ipam");
    }

    /**
     * Makes a network.
     *
     * @param id unique among the driver's networks
     */
    public static PluginNetwork create(String id, NetworkDriver driver, IpamDriver ipam) {
        PluginNetwork network = new PluginNetwork(id, driver, ipam);
        network.undoneOnFailure(network::make);
        return network;
    }

    private void make() {
        String space = ipam.defaultAddressSpaces().local();
        pool = ipam.requestPool(PoolRequest.of(space));
        undo.push(() -> ipam.releasePool(pool.poolId()));
        CidrAddress gateway = address(AddressRequest.of(pool.poolId()).withOptions(FOR_GATEWAY));
        IpamData addresses = IpamData.of(space).withPool(pool.pool()).withGateway(gateway);
        driver.createNetwork(id, Map.of(), List.of(addresses), List.of());
        undo.push(() -> driver.deleteNetwork(id));
    }

    /** Connects a network namespace, and returns its address. */
    public CidrAddress connect(NetworkNamespace namespace) {
        Objects.requireNonNull(namespace, "namespace");
        CidrAddress[] address = new CidrAddress[1];
        undoneOnFailure(() -> address[0] = join(namespace));
        return address[0];
    }

    private CidrAddress join(NetworkNamespace namespace) {
        String endpoint = id + "-" + endpoints;
        CidrAddress address = address(AddressRequest.of(pool.poolId()));
        driver.createEndpoint(
                id, endpoint, EndpointInterface.empty().withAddress(address), Map.of());
        undo.push(() -> driver.deleteEndpoint(id, endpoint));
        JoinResponse joined = driver.join(id, endpoint, namespace.sandboxKey(), Map.of());
        undo.push(() -> driver.leave(id, endpoint));
        joined.interfaceName().ifPresent(name -> setUp(namespace, name, address, joined));
        endpoints++;
        return address;
    }

    private void setUp(
            NetworkNamespace namespace,
            InterfaceName name,
            CidrAddress address,
            JoinResponse joined) {
        String device = namespace.take(name, endpoints, address);
        joined.gateway().ifPresent(namespace::gateway);
        joined.staticRoutes().forEach(route -> namespace.route(route, device));
    }

    private CidrAddress address(AddressRequest request) {
        CidrAddress address = ipam.requestAddress(request).address();
        undo.push(() -> ipam.releaseAddress(pool.poolId(), address.address()));
        return address;
    }

    private void undoneOnFailure(Runnable steps) {
        int before = undo.size();
        try {
            steps.run();
        } catch (RuntimeException e) {
            undoTo(before, e);
            throw e;
        }
    }

    /** Goes on when one fails. */
    private void undoTo(int size, RuntimeException reason) {
        while (undo.size() > size) {
            try {
                undo.pop().run();
            } catch (RuntimeException e) {
                reason.addSuppressed(e);
            }
        }
    }

    /** Disconnects all namespaces, and removes the network. */
    @Override
    public void close() {
        RuntimeException failures = new IllegalStateException("network " + id + " is not removed");
        undoTo(0, failures);
        if (failures.getSuppressed().length > 0) {
            throw failures;
        }
    }
}
