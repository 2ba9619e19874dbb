package dev.berth.registry.host;

import dev.berth.driver.ipam.CidrAddress;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The hosts that plain HTTP is allowed with: this machine and those that were configured. */
public final class InsecureRegistries {
    private static final Pattern NUMBERS = Pattern.compile("[0-9.]+");
    private static final Pattern SCHEME = Pattern.compile("(?i)^https?://");

    private final Set<HostAndPort> named = new HashSet<>();
    private final Set<CidrAddress> networks = new HashSet<>();
    private final Predicate<URI> proxied;
    private final AddressLookup lookup;

    /** Returns the addresses of a name, or of an address in any form. */
    @FunctionalInterface
    interface AddressLookup {
        InetAddress[] of(String host) throws UnknownHostException;
    }

    /**
     * @param hosts {@code host:port}, {@code host} for all its ports, or a network in CIDR
     *     notation; a scheme before it is dropped, as dockerd does
     * @param proxied whether a URL's host is looked up by a proxy on another machine
     * @throws IllegalArgumentException if one is none of these
     */
    public InsecureRegistries(Collection<String> hosts, Predicate<URI> proxied) {
        this(hosts, proxied, InetAddress::getAllByName);
    }

    InsecureRegistries(Collection<String> hosts, Predicate<URI> proxied, AddressLookup lookup) {
        this.proxied = proxied;
        this.lookup = lookup;
        hosts.forEach(this::add);
    }

    private void add(String host) {
        String bare = SCHEME.matcher(host).replaceFirst("");
        Optional<CidrAddress> network = CidrAddress.tryParse(bare);
        if (network.isPresent()) {
            networks.add(network.get());
            return;
        }
        try {
            named.add(HostAndPort.parse(bare));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "\"%s\" is not HOST[:PORT], and no network as 10.0.0.0/8".formatted(host), e);
        }
    }

    /**
     * Returns whether plain http may be tried with a host. It blocks while a name is looked up,
     * which only a network asks for.
     */
    public boolean contains(HostAndPort authority) {
        return authority.isLoopback()
                || named.contains(authority)
                || named.contains(authority.anyPort())
                || !networks.isEmpty()
                        && hasAddress(URI.create("http://" + authority), this::isInNetwork);
    }

    private boolean isInNetwork(InetAddress address) {
        return networks.stream().anyMatch(network -> network.contains(address));
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
        return fit && (HostAndPort.of(from).isLoopback() || !leadsHere(to));
    }

    /**
     * Returns whether a connection to it is one to this machine, as it also is to the unspecified
     * address, 0.0.0.0 or ::.
     */
    private boolean leadsHere(URI url) {
        return HostAndPort.of(url).isLoopback()
                || hasAddress(url, a -> a.isLoopbackAddress() || a.isAnyLocalAddress());
    }

    /**
     * Returns whether one of the addresses of a URL's host, as far as this machine knows it, is so.
     */
    private boolean hasAddress(URI url, Predicate<InetAddress> kind) {
        String host = HostAndPort.of(url).host();
        if (!isAddress(host) && proxied.test(url)) {
            // A name that only the proxy knows would hold each request until this machine's
            // resolver gives up.
            return false;
        }
        try {
            return Arrays.stream(lookup.of(host)).anyMatch(kind);
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
