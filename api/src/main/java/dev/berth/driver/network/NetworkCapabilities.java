package dev.berth.driver.network;

import java.util.Objects;

/** What a network driver can do. Immutable. */
public final class NetworkCapabilities {
    private final NetworkScope scope;
    private final NetworkScope connectivityScope;

    private NetworkCapabilities(NetworkScope scope, NetworkScope connectivityScope) {
        this.scope = Objects.requireNonNull(scope, "scope");
        this.connectivityScope = Objects.requireNonNull(connectivityScope, "connectivityScope");
    }

    /** Returns what a driver can do whose connectivity reaches as far as its networks. */
    public static NetworkCapabilities of(NetworkScope scope) {
        return new NetworkCapabilities(scope, scope);
    }

    /** Returns the same ones with another reach of the connectivity. */
    public NetworkCapabilities withConnectivityScope(NetworkScope connectivityScope) {
        return new NetworkCapabilities(scope, connectivityScope);
    }

    /** Returns where a network is known. */
    public NetworkScope scope() {
        return scope;
    }

    /** Returns how far the endpoints of a network reach each other. */
    public NetworkScope connectivityScope() {
        return connectivityScope;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NetworkCapabilities that
                && scope == that.scope
                && connectivityScope == that.connectivityScope;
    }

    @Override
    public int hashCode() {
        return Objects.hash(scope, connectivityScope);
    }

    @Override
    public String toString() {
        return "NetworkCapabilities[scope=%s, connectivityScope=%s]"
                .formatted(scope, connectivityScope);
    }
}
