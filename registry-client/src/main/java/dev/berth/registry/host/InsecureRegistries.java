package dev.berth.registry.host;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The hosts that plain HTTP is allowed with: this machine and those that were configured. */
public final class InsecureRegistries {
    private static final Pattern NUMBERS = Pattern.compile("[0-9.]+");

    private final Set<HostAndPort> named;
    private final Predicate<URI> proxied;
    private final AddressLookup lookup;

    /** Returns the addresses of a name, or of an address in any form. */
    @FunctionalInterface
    interface AddressLookup {
        InetAddress[] of(String host) throws UnknownHostException;
    }

    /**
     * @param hosts {@code host:port}, or {@code host} for all its ports
     * @param proxied whether a URL's host is looked up by a proxy on another machine
     * @throws IllegalArgumentException if one is neither
     */
    public InsecureRegistries(Collection<String> hosts, Predicate<URI> proxied) {
        this(hosts, proxied, InetAddress::getAllByName);
    }

    InsecureRegistries(Collection<String> hosts, Predicate<URI> proxied, AddressLookup lookup) {
        this.proxied = proxied;
        this.lookup = lookup;
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
     * it is allowed, to this machine only if it is on this machine itself. It blocks while a name
     * is looked up.
     */
    public boolean mayRedirect(URI from, URI to) {
        if (to.getRawAuthority() == null) {
            return false;
        }
        HostAndPort target = HostAndPort.of(to);
        boolean fit =
                "https".equalsIgnoreCase(to.getScheme())
                        || "http".equalsIgnoreCase(to.getScheme()) && contains(target);
        return fit && (HostAndPort.of(from).isLoopback() || !leadsHere(to, target));
    }

    /**
     * Returns whether a connection to it is one to this machine, as it also is to the unspecified
     * address, 0.0.0.0 or ::.
     */
    private boolean leadsHere(URI url, HostAndPort target) {
        if (target.isLoopback()) {
            return true;
        }
        if (!isAddress(target.host()) && proxied.test(url)) {
            // A name that only the proxy knows would hold each request until this machine's
            // resolver gives up.
            return false;
        }
        try {
            return Arrays.stream(lookup.of(target.host()))
                    .anyMatch(a -> a.isLoopbackAddress() || a.isAnyLocalAddress());
        } catch (UnknownHostException e) {
            // Nobody can be sent there, unless by a proxy, which is another machine.
            return false;
        }
    }

    /** Returns whether a host is an address in any form, so that nobody is asked for it. */
    private static boolean isAddress(String host) {
        return host.indexOf(':') >= 0 || NUMBERS.matcher(host).matches();
    }
}
