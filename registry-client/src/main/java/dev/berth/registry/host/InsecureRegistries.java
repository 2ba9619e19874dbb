package dev.berth.registry.host;

import java.net.URI;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/** The hosts that plain HTTP is allowed with: this machine and those that were configured. */
public final class InsecureRegistries {
    private final Set<HostAndPort> named;

    /**
     * @param hosts {@code host:port}, or {@code host} for all its ports
     * @throws IllegalArgumentException if one is neither
     */
    public InsecureRegistries(Collection<String> hosts) {
        named = hosts.stream().map(HostAndPort::parse).collect(Collectors.toUnmodifiableSet());
    }

    /** Returns whether plain http may be tried with a host. */
    public boolean contains(HostAndPort authority) {
        return authority.isLoopback()
                || named.contains(authority)
                || named.contains(authority.anyPort());
    }

    /**
     * Returns whether one server may send its clients to another: by https anywhere, by http where
     * it is allowed, to this machine only if it is on this machine itself.
     */
    public boolean mayRedirect(URI from, URI to) {
        if (to.getHost() == null) {
            return false;
        }
        HostAndPort target = HostAndPort.of(to);
        boolean fit =
                "https".equalsIgnoreCase(to.getScheme())
                        || "http".equalsIgnoreCase(to.getScheme()) && contains(target);
        return fit && (!target.isLoopback() || HostAndPort.of(from).isLoopback());
    }
}
