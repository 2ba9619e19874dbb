package dev.berth.driver;

import static dev.berth.driver.authz.AuthzDecision.deny;

import dev.berth.driver.authz.AuthzRequest;
import dev.berth.driver.authz.AuthzResponse;
import dev.berth.driver.ipam.AddressPool;
import dev.berth.driver.ipam.AddressRequest;
import dev.berth.driver.ipam.AddressSpaces;
import dev.berth.driver.ipam.AllocatedAddress;
import dev.berth.driver.ipam.CidrAddress;
import dev.berth.driver.ipam.IpamCapabilities;
import dev.berth.driver.ipam.PoolRequest;
import dev.berth.driver.network.DiscoveryNotification;
import dev.berth.driver.network.EndpointInterface;
import dev.berth.driver.network.InterfaceName;
import dev.berth.driver.network.IpamData;
import dev.berth.driver.network.JoinResponse;
import dev.berth.driver.network.NetworkCapabilities;
import dev.berth.driver.network.NetworkScope;
import dev.berth.driver.network.StaticRoute;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.provider.Arguments;

/** The values of typed drivers, for {@code ValueTest}. */
public final class DriverValues {
    private static final CidrAddress NET = CidrAddress.parse("10.0.0.0/8");
    private static final InetAddress HOST = NET.address();

    private DriverValues() {}

    @SafeVarargs
    private static <T> Arguments row(Supplier<T> value, Function<T, T>... withers) {
        List<Function<T, T>> all = new ArrayList<>();
        for (Function<T, T> wither : withers) {
            all.add(wither);
        }
        return Arguments.of(value, all);
    }

    public static Stream<Arguments> values() {
        return Stream.of(ipam(), network(), authz()).flatMap(each -> each);
    }

    private static Stream<Arguments> ipam() {
        return Stream.of(
                row(() -> AddressSpaces.of("l", "g")),
                row(
                        IpamCapabilities::none,
                        c -> c.withRequiresMacAddress(true),
                        c -> c.withRequiresRequestReplay(true)),
                row(
                        () -> PoolRequest.of("s"),
                        r -> r.withPool(NET),
                        r -> r.withSubPool(NET),
                        r -> r.withOptions(Map.of("a", "b")),
                        r -> r.withV6(true)),
                row(() -> AddressPool.of("p", NET), p -> p.withData(Map.of("a", "b"))),
                row(
                        () -> AddressRequest.of("p"),
                        r -> r.withAddress(HOST),
                        r -> r.withOptions(Map.of("a", "b"))),
                row(() -> AllocatedAddress.of(NET), a -> a.withData(Map.of("a", "b"))));
    }

    private static Stream<Arguments> network() {
        return Stream.of(
                row(
                        () -> NetworkCapabilities.of(NetworkScope.LOCAL),
                        c -> c.withConnectivityScope(NetworkScope.GLOBAL)),
                row(
                        () -> IpamData.of("s"),
                        d -> d.withPool(NET),
                        d -> d.withGateway(NET),
                        d -> d.withAuxAddresses(Map.of("a", NET))),
                row(
                        EndpointInterface::empty,
                        i -> i.withAddress(NET),
                        i -> i.withAddressIpv6(NET),
                        i -> i.withMacAddress("02:00:00:00:00:01")),
                row(() -> InterfaceName.of("veth", "eth"), n -> n.withDstName("eth0")),
                row(() -> StaticRoute.connected(NET)),
                row(() -> StaticRoute.via(NET, HOST)),
                row(
                        JoinResponse::empty,
                        j -> j.withInterfaceName(InterfaceName.of("v", "e")),
                        j -> j.withGateway(HOST),
                        j -> j.withGatewayIpv6(HOST),
                        j -> j.withStaticRoutes(List.of(StaticRoute.connected(NET))),
                        j -> j.withDisableGatewayService(true)),
                row(() -> DiscoveryNotification.node("a", true)));
    }

    private static Stream<Arguments> authz() {
        return Stream.of(
                row(() -> deny("no")),
                row(
                        () -> AuthzRequest.of("GET", "/"),
                        r -> r.withUser("u", "TLS"),
                        r -> r.withHeaders(Map.of("a", "b")),
                        r -> r.withBody(new byte[] {1})),
                row(
                        () -> AuthzResponse.of(200),
                        r -> r.withHeaders(Map.of("a", "b")),
                        r -> r.withBody(new byte[] {1})));
    }

    public static Stream<Arguments> missing() {
        return Stream.of(
                named("local", () -> AddressSpaces.of(null, "")),
                named("global", () -> AddressSpaces.of("", null)),
                named("text", () -> CidrAddress.parse(null)),
                named("text", () -> CidrAddress.tryParseAddress(null)),
                named("address", () -> CidrAddress.of(null, 0)),
                named("other", () -> NET.contains(null)),
                named("addressSpace", () -> PoolRequest.of(null)),
                named("pool", () -> PoolRequest.of("").withPool(null)),
                named("subPool", () -> PoolRequest.of("").withSubPool(null)),
                named("options", () -> PoolRequest.of("").withOptions(null)),
                named("poolId", () -> AddressPool.of(null, NET)),
                named("pool", () -> AddressPool.of("", null)),
                named("data", () -> AddressPool.of("", NET).withData(null)),
                named("poolId", () -> AddressRequest.of(null)),
                named("address", () -> AddressRequest.of("").withAddress(null)),
                named("options", () -> AddressRequest.of("").withOptions(null)),
                named("address", () -> AllocatedAddress.of(null)),
                named("data", () -> AllocatedAddress.of(NET).withData(null)),
                named("scope", () -> NetworkCapabilities.of(null)),
                named("addressSpace", () -> IpamData.of(null)),
                named("pool", () -> IpamData.of("").withPool(null)),
                named("gateway", () -> IpamData.of("").withGateway(null)),
                named("auxAddresses", () -> IpamData.of("").withAuxAddresses(null)),
                named("address", () -> EndpointInterface.empty().withAddress(null)),
                named("macAddress", () -> EndpointInterface.empty().withMacAddress(null)),
                named("srcName", () -> InterfaceName.of(null, "")),
                named("dstPrefix", () -> InterfaceName.of("", null)),
                named("destination", () -> StaticRoute.connected(null)),
                named("nextHop", () -> StaticRoute.via(NET, null)),
                named("interfaceName", () -> JoinResponse.empty().withInterfaceName(null)),
                named("staticRoutes", () -> JoinResponse.empty().withStaticRoutes(null)),
                named("discoveryData", () -> DiscoveryNotification.of(1, null)),
                named("message", () -> deny(null)),
                named("method", () -> AuthzRequest.of(null, "")),
                named("uri", () -> AuthzRequest.of("", null)),
                named("user", () -> AuthzRequest.of("", "").withUser(null, "")),
                named("headers", () -> AuthzRequest.of("", "").withHeaders(null)),
                named("body", () -> AuthzResponse.of(200).withBody(null)));
    }

    private static Arguments named(String argument, Executable call) {
        return Arguments.of(argument, call);
    }
}
