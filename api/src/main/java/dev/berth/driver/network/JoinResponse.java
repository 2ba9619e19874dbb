package dev.berth.driver.network;

import java.net.InetAddress;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What the caller is to set up in the container that joins a network. Immutable. */
public final class JoinResponse {
    private static final JoinResponse EMPTY =
            new JoinResponse(
                    Optional.empty(), Optional.empty(), Optional.empty(), List.of(), false);

    private final Optional<InterfaceName> interfaceName;
    private final Optional<InetAddress> gateway;
    private final Optional<InetAddress> gatewayIpv6;
    private final List<StaticRoute> staticRoutes;
    private final boolean disableGatewayService;

    private JoinResponse(
            Optional<InterfaceName> interfaceName,
            Optional<InetAddress> gateway,
            Optional<InetAddress> gatewayIpv6,
            List<StaticRoute> staticRoutes,
            boolean disableGatewayService) {
        this.interfaceName = interfaceName;
        this.gateway = gateway;
        this.gatewayIpv6 = gatewayIpv6;
        this.staticRoutes = List.copyOf(Objects.requireNonNull(staticRoutes, "staticRoutes"));
        this.disableGatewayService = disableGatewayService;
    }

    /** Returns that of a driver that has set up everything itself. */
    public static JoinResponse empty() {
        return EMPTY;
    }

    /** Returns the same with an interface to move into the container. */
    public JoinResponse withInterfaceName(InterfaceName interfaceName) {
        return new JoinResponse(
                Optional.of(Objects.requireNonNull(interfaceName, "interfaceName")),
                gateway,
                gatewayIpv6,
                staticRoutes,
                disableGatewayService);
    }

    /** Returns the same with an IPv4 gateway. */
    public JoinResponse withGateway(InetAddress gateway) {
        return new JoinResponse(
                interfaceName,
                Optional.of(Objects.requireNonNull(gateway, "gateway")),
                gatewayIpv6,
                staticRoutes,
                disableGatewayService);
    }

    /** Returns the same with an IPv6 gateway. */
    public JoinResponse withGatewayIpv6(InetAddress gatewayIpv6) {
        return new JoinResponse(
                interfaceName,
                gateway,
                Optional.of(Objects.requireNonNull(gatewayIpv6, "gatewayIpv6")),
                staticRoutes,
                disableGatewayService);
    }

    /** Returns the same with routes. */
    public JoinResponse withStaticRoutes(List<StaticRoute> staticRoutes) {
        return new JoinResponse(
                interfaceName, gateway, gatewayIpv6, staticRoutes, disableGatewayService);
    }

    /** Returns the same, with or without a default route by other means of the caller's. */
    public JoinResponse withDisableGatewayService(boolean disableGatewayService) {
        return new JoinResponse(
                interfaceName, gateway, gatewayIpv6, staticRoutes, disableGatewayService);
    }

    /** Returns the interface to move into the container. */
    public Optional<InterfaceName> interfaceName() {
        return interfaceName;
    }

    /** Returns the container's IPv4 gateway. */
    public Optional<InetAddress> gateway() {
        return gateway;
    }

    /** Returns the container's IPv6 gateway. */
    public Optional<InetAddress> gatewayIpv6() {
        return gatewayIpv6;
    }

    /** Returns the routes to add in the container. */
    public List<StaticRoute> staticRoutes() {
        return staticRoutes;
    }

    /**
     * Returns whether the caller is not to give the container a default route by other means; in
     * Docker that is {@code docker_gwbridge}.
     */
    public boolean disableGatewayService() {
        return disableGatewayService;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof JoinResponse that
                && interfaceName.equals(that.interfaceName)
                && gateway.equals(that.gateway)
                && gatewayIpv6.equals(that.gatewayIpv6)
                && staticRoutes.equals(that.staticRoutes)
                && disableGatewayService == that.disableGatewayService;
    }

    @Override
    public int hashCode() {
        return Objects.hash(
                interfaceName, gateway, gatewayIpv6, staticRoutes, disableGatewayService);
    }

    @Override
    public String toString() {
        return "JoinResponse[interfaceName=%s, gateway=%s, gatewayIpv6=%s, staticRoutes=%s, disableGatewayService=%s]"
                .formatted(
                        interfaceName, gateway, gatewayIpv6, staticRoutes, disableGatewayService);
    }
}
