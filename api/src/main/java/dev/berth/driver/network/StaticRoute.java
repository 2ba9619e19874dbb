package dev.berth.driver.network;

import dev.berth.driver.ipam.CidrAddress;
import java.net.InetAddress;
import java.util.Objects;
import java.util.Optional;

/** A route that is to be added in a container. Immutable. */
public final class StaticRoute {
    private final CidrAddress destination;
    private final Optional<InetAddress> nextHop;

    private StaticRoute(CidrAddress destination, Optional<InetAddress> nextHop) {
        this.destination = Objects.requireNonNull(destination, "destination");
        this.nextHop = nextHop;
    }

    /** Returns a route to a network that is reached through a router: route type 0. */
    public static StaticRoute via(CidrAddress destination, InetAddress nextHop) {
        return new StaticRoute(
                destination, Optional.of(Objects.requireNonNull(nextHop, "nextHop")));
    }

    /** Returns a route to a network that is reached from the interface itself: route type 1. */
    public static StaticRoute connected(CidrAddress destination) {
        return new StaticRoute(destination, Optional.empty());
    }

    /** Returns the network. */
    public CidrAddress destination() {
        return destination;
    }

    /** Returns the router; empty if the network is reached from the interface itself. */
    public Optional<InetAddress> nextHop() {
        return nextHop;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StaticRoute that
                && destination.equals(that.destination)
                && nextHop.equals(that.nextHop);
    }

    @Override
    public int hashCode() {
        return Objects.hash(destination, nextHop);
    }

    @Override
    public String toString() {
        return "StaticRoute[destination=%s, nextHop=%s]".formatted(destination, nextHop);
    }
}
