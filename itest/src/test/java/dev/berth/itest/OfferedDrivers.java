package dev.berth.itest;

import dev.berth.driver.authz.AuthzDecision;
import dev.berth.driver.authz.AuthzDriver;
import dev.berth.driver.authz.AuthzRequest;
import dev.berth.driver.authz.AuthzResponse;
import dev.berth.driver.ipam.AddressPool;
import dev.berth.driver.ipam.AddressRequest;
import dev.berth.driver.ipam.AddressSpaces;
import dev.berth.driver.ipam.AllocatedAddress;
import dev.berth.driver.ipam.CidrAddress;
import dev.berth.driver.ipam.IpamCapabilities;
import dev.berth.driver.ipam.IpamDriver;
import dev.berth.driver.ipam.PoolRequest;
import dev.berth.driver.logging.LogCapabilities;
import dev.berth.driver.logging.LogDriver;
import dev.berth.driver.logging.LogEntry;
import dev.berth.driver.logging.LogInfo;
import dev.berth.driver.logging.LogSink;
import dev.berth.driver.logging.ReadConfig;
import dev.berth.driver.network.EndpointInterface;
import dev.berth.driver.network.InterfaceName;
import dev.berth.driver.network.IpamData;
import dev.berth.driver.network.JoinResponse;
import dev.berth.driver.network.NetworkCapabilities;
import dev.berth.driver.network.NetworkDriver;
import dev.berth.driver.network.NetworkScope;
import dev.berth.driver.volume.Mountpoint;
import dev.berth.driver.volume.Volume;
import dev.berth.driver.volume.VolumeCapabilities;
import dev.berth.driver.volume.VolumeDriver;
import dev.berth.testing.Programs;
import dev.berth.testing.TestTimeout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Drivers of a host's own that a test offers to a dockerd. */
final class OfferedDrivers {
    private OfferedDrivers() {}

    /** Volumes that are folders. */
    static final class Folders implements VolumeDriver {
        final Set<String> calls = new ConcurrentSkipListSet<>();
        private final Path top;
        private final Map<String, Volume> volumes = new ConcurrentSkipListMap<>();

        Folders(Path top) {
            this.top = top;
        }

        @Override
        public void create(String name, Map<String, String> options) {
            calls.add("create");
            if (options.containsKey("size")) {
                throw new IllegalArgumentException("folders have no size");
            }
            try {
                String path = Files.createDirectories(top.resolve(name)).toString();
                volumes.put(name, Volume.of(name).withMountpoint(Mountpoint.of(path)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void remove(String name) {
            calls.add("remove");
            volumes.remove(name);
        }

        @Override
        public Mountpoint mount(String name, String id) {
            calls.add("mount");
            return get(name).mountpoint().orElseThrow();
        }

        @Override
        public void unmount(String name, String id) {
            calls.add("unmount");
        }

        @Override
        public Optional<Mountpoint> path(String name) {
            calls.add("path");
            return get(name).mountpoint();
        }

        @Override
        public Volume get(String name) {
            calls.add("get");
            return Optional.ofNullable(volumes.get(name))
                    .orElseThrow(() -> new IllegalArgumentException("no folder " + name));
        }

        @Override
        public List<Volume> list() {
            calls.add("list");
            return List.copyOf(volumes.values());
        }

        @Override
        public VolumeCapabilities capabilities() {
            calls.add("capabilities");
            return VolumeCapabilities.of(VolumeCapabilities.Scope.LOCAL);
        }
    }

    /** Keeps all entries in memory. */
    static final class KeptLogs implements LogDriver {
        private final List<LogEntry> entries = new CopyOnWriteArrayList<>();
        private final CountDownLatch closed = new CountDownLatch(1);

        @Override
        public LogSink start(LogInfo info) {
            return new LogSink() {
                @Override
                public void write(LogEntry entry) {
                    entries.add(entry);
                }

                @Override
                public void close() {
                    closed.countDown();
                }
            };
        }

        @Override
        public Stream<LogEntry> read(LogInfo info, ReadConfig config) {
            return entries.stream();
        }

        @Override
        public LogCapabilities capabilities() {
            return LogCapabilities.of(true);
        }

        /** Waits until a log has ended, and returns its lines. */
        List<String> lines() throws InterruptedException {
            if (!closed.await(TestTimeout.LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("the log does not end");
            }
            return entries.stream()
                    .map(entry -> new String(entry.line(), StandardCharsets.UTF_8).strip())
                    .toList();
        }
    }

    /** Forbids volumes of one name. */
    static final class NoSecrets implements AuthzDriver {
        @Override
        public AuthzDecision authorizeRequest(AuthzRequest request) {
            return new String(request.body()).contains("secret")
                    ? AuthzDecision.deny("nothing is secret here")
                    : AuthzDecision.allow();
        }

        @Override
        public AuthzDecision authorizeResponse(AuthzRequest request, AuthzResponse response) {
            return AuthzDecision.allow();
        }
    }

    /** One pool, whose addresses are counted up. */
    static final class CountedAddresses implements IpamDriver {
        final Set<String> calls = new ConcurrentSkipListSet<>();
        private final AtomicInteger last = new AtomicInteger(1);

        @Override
        public IpamCapabilities capabilities() {
            calls.add("capabilities");
            return IpamCapabilities.none();
        }

        @Override
        public AddressSpaces defaultAddressSpaces() {
            calls.add("defaultAddressSpaces");
            return AddressSpaces.of("counted", "counted");
        }

        @Override
        public AddressPool requestPool(PoolRequest request) {
            calls.add("requestPool");
            return AddressPool.of("pool", request.pool().orElse(CidrAddress.parse("10.99.0.0/24")));
        }

        @Override
        public void releasePool(String poolId) {
            calls.add("releasePool");
        }

        @Override
        public AllocatedAddress requestAddress(AddressRequest request) {
            calls.add("requestAddress");
            return AllocatedAddress.of(
                    CidrAddress.parse("10.99.0.%d/24".formatted(last.incrementAndGet())));
        }

        @Override
        public void releaseAddress(String poolId, InetAddress address) {
            calls.add("releaseAddress");
        }
    }

    /** Networks that lead nowhere: the container gets one end of a pair. */
    static final class Pairs implements NetworkDriver {
        final Set<String> calls = new ConcurrentSkipListSet<>();

        @Override
        public NetworkCapabilities capabilities() {
            calls.add("capabilities");
            return NetworkCapabilities.of(NetworkScope.LOCAL);
        }

        @Override
        public void createNetwork(
                String networkId,
                Map<String, Object> options,
                List<IpamData> ipv4Data,
                List<IpamData> ipv6Data) {
            calls.add("createNetwork");
        }

        @Override
        public void deleteNetwork(String networkId) {
            calls.add("deleteNetwork");
        }

        @Override
        public EndpointInterface createEndpoint(
                String networkId,
                String endpointId,
                EndpointInterface requested,
                Map<String, Object> options) {
            calls.add("createEndpoint");
            ip("link", "add", name(endpointId), "type", "veth");
            return EndpointInterface.empty();
        }

        @Override
        public Map<String, Object> endpointOperInfo(String networkId, String endpointId) {
            calls.add("endpointOperInfo");
            return Map.of();
        }

        @Override
        public void deleteEndpoint(String networkId, String endpointId) {
            calls.add("deleteEndpoint");
            ip("link", "del", name(endpointId));
        }

        @Override
        public JoinResponse join(
                String networkId,
                String endpointId,
                String sandboxKey,
                Map<String, Object> options) {
            calls.add("join");
            return JoinResponse.empty()
                    .withInterfaceName(InterfaceName.of(name(endpointId), "pair"))
                    .withDisableGatewayService(true);
        }

        @Override
        public void leave(String networkId, String endpointId) {
            calls.add("leave");
        }

        private static String name(String endpointId) {
            return "bt" + endpointId.substring(0, 8);
        }

        private static void ip(String... arguments) {
            try {
                Programs.run("ip", arguments);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
        }
    }
}
