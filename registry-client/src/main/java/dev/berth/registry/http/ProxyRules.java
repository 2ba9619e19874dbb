package dev.berth.registry.http;

import dev.berth.registry.host.HostAndPort;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Selects the proxy for a URL, by the rules that {@code HTTPS_PROXY}, {@code HTTP_PROXY} and {@code
 * NO_PROXY} have everywhere. This machine itself is always reached directly.
 */
public final class ProxyRules extends ProxySelector {
    private static final int USUAL_PORT = 8080;

    private final Optional<HostAndPort> forHttps;
    private final Optional<HostAndPort> forHttp;
    private final List<String> exceptions;

    /**
     * @param httpsProxy {@code http://host:port} or {@code host:port}, empty for none
     * @param httpProxy the same for plain http
     * @param exceptions host names, {@code .domain}s, addresses, with or without port; {@code *}
     *     for all
     * @throws IllegalArgumentException if a proxy is not of this form
     */
    public ProxyRules(String httpsProxy, String httpProxy, Collection<String> exceptions) {
        forHttps = proxy(httpsProxy);
        forHttp = proxy(httpProxy);
        this.exceptions =
                exceptions.stream()
                        .map(one -> one.strip().toLowerCase(Locale.ROOT))
                        .filter(one -> !one.isEmpty())
                        .toList();
    }

    @Override
    public List<Proxy> select(URI uri) {
        HostAndPort target = HostAndPort.of(uri);
        Optional<HostAndPort> proxy = "https".equals(uri.getScheme()) ? forHttps : forHttp;
        if (proxy.isEmpty() || target.isLoopback() || isException(target)) {
            return List.of(Proxy.NO_PROXY);
        }
        InetSocketAddress address =
                InetSocketAddress.createUnresolved(
                        proxy.get().host(), proxy.get().port().orElse(USUAL_PORT));
        return List.of(new Proxy(Proxy.Type.HTTP, address));
    }

    /**
     * Returns whether another machine makes the connection to a URL, and so looks up its name there
     * and not here.
     */
    public boolean leavesLookupToProxy(URI uri) {
        return select(uri).stream()
                .allMatch(
                        proxy ->
                                proxy.address() instanceof InetSocketAddress address
                                        && !HostAndPort.parse(address.getHostString())
                                                .isLoopback());
    }

    /** Does nothing: a proxy that fails is told of by the request that failed. */
    @Override
    public void connectFailed(URI uri, SocketAddress proxy, IOException failure) {}

    private boolean isException(HostAndPort target) {
        return exceptions.stream().anyMatch(one -> matches(one, target));
    }

    private static boolean matches(String exception, HostAndPort target) {
        if (exception.equals("*") || exception.equals(target.toString())) {
            return true;
        }
        String domain = exception.startsWith(".") ? exception : "." + exception;
        return exception.equals(target.host())
                || target.host().endsWith(domain)
                || target.toString().endsWith(domain);
    }

    private static Optional<HostAndPort> proxy(String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        if (text.startsWith("https://") || text.contains("@")) {
            throw new IllegalArgumentException(
                    "proxy is not http://HOST:PORT; proxies with https or a login are not known");
        }
        String bare = text.replaceFirst("^http://", "").replaceFirst("/$", "");
        return Optional.of(HostAndPort.parse(bare));
    }
}
