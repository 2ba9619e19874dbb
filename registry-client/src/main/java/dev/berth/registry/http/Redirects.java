package dev.berth.registry.http;

import dev.berth.plugin.error.RegistryException.Reason;
import dev.berth.registry.host.InsecureRegistries;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/** Goes where a registry sends its clients, and takes the login to no other host. */
public final class Redirects {
    private static final int MOST = 10;
    private static final Set<Integer> KEEPING_THE_METHOD = Set.of(307, 308);
    private static final Set<Integer> OTHERS = Set.of(301, 302, 303);

    private final HttpTransport wire;
    private final InsecureRegistries plainHttp;

    public Redirects(HttpTransport wire, InsecureRegistries plainHttp) {
        this.wire = wire;
        this.plainHttp = plainHttp;
    }

    /**
     * Sends a request and follows redirects.
     *
     * @param home where the authorization belongs; requests that leave it go without
     */
    public RegistryResponse send(URI home, RegistryRequest request, Optional<String> authorization)
            throws IOException, InterruptedException {
        URI at = home.resolve(request.target());
        for (int hops = 0; hops <= MOST; hops++) {
            requireSafe(home, at);
            RegistryResponse response =
                    wire.send(at, request, sameOrigin(home, at) ? authorization : Optional.empty());
            Optional<URI> next = next(request, response);
            if (next.isEmpty()) {
                return response;
            }
            response.close();
            at = next.get();
        }
        throw new ExchangeFailure(
                Reason.REFUSED, "it redirects for ever, at last to " + withoutQuery(at));
    }

    private static Optional<URI> next(RegistryRequest request, RegistryResponse response)
            throws ExchangeFailure {
        int status = response.status();
        boolean follow =
                KEEPING_THE_METHOD.contains(status)
                        || OTHERS.contains(status) && request.changesNothing();
        if (!follow) {
            return Optional.empty();
        }
        String location = response.header("Location").orElse("");
        try {
            return Optional.of(response.uri().resolve(location)).filter(uri -> !location.isEmpty());
        } catch (IllegalArgumentException e) {
            throw new ExchangeFailure(Reason.CORRUPT, "it redirects to what is no URL", e);
        }
    }

    private void requireSafe(URI home, URI at) throws ExchangeFailure {
        if (!plainHttp.mayLead(home, at)) {
            throw new ExchangeFailure(
                    Reason.REFUSED,
                    "it sends its clients to %s, and that is neither https nor a host for plain http"
                            .formatted(withoutQuery(at)));
        }
    }

    /** Returns whether two URLs lead to the same server by the same scheme. */
    public static boolean sameOrigin(URI one, URI other) {
        return one.getScheme().equalsIgnoreCase(other.getScheme())
                && one.getHost().equalsIgnoreCase(other.getHost())
                && port(one) == port(other);
    }

    private static int port(URI uri) {
        int usual = "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
        return uri.getPort() < 0 ? usual : uri.getPort();
    }

    /** Queries of redirects are often signed, so they are as secret as a login. */
    private static String withoutQuery(URI uri) {
        return uri.getScheme() + "://" + uri.getRawAuthority() + uri.getRawPath();
    }
}
