package dev.berth.registry.auth;

import dev.berth.registry.host.HostAndPort;
import java.net.URI;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The hosts that a registry's login may be sent to as its token service: the registry itself, and
 * others that were configured, or all.
 *
 * @param named {@code host:port}, or {@code host} for all its ports; empty for any host
 */
public record TokenHosts(Set<HostAndPort> named) {

    /**
     * Parses {@code HOST} or {@code HOST:PORT} each; none of them: any host.
     *
     * @throws IllegalArgumentException if one is neither
     */
    public static TokenHosts parse(Collection<String> hosts) {
        return new TokenHosts(
                hosts.stream().map(HostAndPort::parse).collect(Collectors.toUnmodifiableSet()));
    }

    /** Returns whether a registry's login may be sent to its token service. */
    boolean mayHaveLogin(URI registry, URI realm) {
        HostAndPort host = HostAndPort.of(realm);
        return named.isEmpty()
                || host.equals(HostAndPort.of(registry))
                || named.contains(host)
                || named.contains(host.anyPort());
    }
}
