package dev.berth.registry.transport;

import dev.berth.plugin.error.RegistryException.Reason;
import dev.berth.registry.host.HostAndPort;
import dev.berth.registry.host.InsecureRegistries;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/**
 * Follows redirects. The login goes to no other origin than the request's own, and the request to
 * no server that it may not be sent to by {@link InsecureRegistries#mayRedirect}.
 */
public final class Redirects implements Transport {
    private static final int MOST = 10;
    private static final String ROLE = "it sends its clients to";
    private static final Set<Integer> KEEPING_THE_METHOD = Set.of(307, 308);
    private static final int SEE_OTHER = 303;
    private static final Set<Integer> ALL = Set.of(301, 302, SEE_OTHER, 307, 308);

    private final Transport next;
    private final InsecureRegistries insecureRegistries;

    public Redirects(Transport next, InsecureRegistries insecureRegistries) {
        this.next = next;
        this.insecureRegistries = insecureRegistries;
    }

    @Override
    public RegistryResponse send(RegistryRequest request) throws IOException, InterruptedException {
        URI origin = request.origin().orElseThrow();
        URI at = origin.resolve(request.target());
        for (int hops = 0; hops <= MOST; hops++) {
            RegistryResponse response = next.send(requestTo(at, origin, request));
            Optional<URI> redirect = redirect(response);
            if (redirect.isEmpty() || !follows(request, response.status(), redirect.get())) {
                return response;
            }
            response.close();
            at = redirect.get();
        }
        throw new ExchangeException(
                Reason.REFUSED, "it redirects for ever, at last to " + withoutQuery(at));
    }

    private RegistryRequest requestTo(URI at, URI origin, RegistryRequest request)
            throws ExchangeException {
        if (!insecureRegistries.mayRedirect(origin, at)) {
            throw new ExchangeException(
                    Reason.REFUSED,
                    "%s %s, and that is neither https nor a host for plain http"
                            .formatted(ROLE, withoutQuery(at)));
        }
        if (isSameOrigin(origin, at)) {
            return request.to(at);
        }
        if (request.body().filter(RequestBody::secret).isPresent()) {
            throw new ExchangeException(
                    Reason.REFUSED, "it redirects a login to " + withoutQuery(at));
        }
        return request.to(at).authorizedBy(Optional.empty());
    }

    private static Optional<URI> redirect(RegistryResponse response) throws IOException {
        String location = response.header("Location").orElse("");
        if (!ALL.contains(response.status()) || location.isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.of(ServerUrl.resolve(response.uri(), ROLE, location));
        } catch (ExchangeException e) {
            response.close();
            throw e;
        }
    }

    /**
     * Returns whether to go on. RFC 9110, 15.4.2, leaves it to the client whether a POST stays one
     * after 301 and 302: on the same origin it does, as for a path that lacks its last slash.
     */
    private static boolean follows(RegistryRequest request, int status, URI to) {
        return request.isSafe()
                || KEEPING_THE_METHOD.contains(status)
                || status != SEE_OTHER && isSameOrigin(request.origin().orElseThrow(), to);
    }

    private static boolean isSameOrigin(URI one, URI other) {
        return one.getScheme().equals(other.getScheme())
                && HostAndPort.of(one).host().equals(HostAndPort.of(other).host())
                && port(one) == port(other);
    }

    private static int port(URI uri) {
        return HostAndPort.of(uri).port().orElse("https".equals(uri.getScheme()) ? 443 : 80);
    }

    /** Returns a URL without its query, which often is signed and so as secret as a login. */
    private static String withoutQuery(URI uri) {
        return uri.getScheme() + "://" + uri.getRawAuthority() + uri.getRawPath();
    }
}
