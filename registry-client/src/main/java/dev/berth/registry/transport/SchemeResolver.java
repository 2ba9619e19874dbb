package dev.berth.registry.transport;

import dev.berth.registry.host.HostAndPort;
import dev.berth.registry.host.InsecureRegistries;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.security.cert.CertificateException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLPeerUnverifiedException;

/**
 * Finds the scheme of the server that a request is meant for. It is https, except where plain http
 * is allowed: there https is tried first, and the scheme that gave a response is remembered until
 * it fails. A request whose origin is known keeps its scheme.
 */
public final class SchemeResolver implements Transport {
    private final Transport next;
    private final InsecureRegistries insecureRegistries;
    private final Map<HostAndPort, URI> known = new ConcurrentHashMap<>();

    public SchemeResolver(Transport next, InsecureRegistries insecureRegistries) {
        this.next = next;
        this.insecureRegistries = insecureRegistries;
    }

    @Override
    public RegistryResponse send(RegistryRequest request) throws IOException, InterruptedException {
        return request.origin().isPresent()
                ? next.send(request)
                : send(request, request.access().orElseThrow().registry().authority());
    }

    private RegistryResponse send(RegistryRequest request, HostAndPort host)
            throws IOException, InterruptedException {
        URI origin = known.get(host);
        if (origin == null && insecureRegistries.contains(host)) {
            return find(request, host);
        }
        URI target = origin == null ? https(host) : origin;
        try {
            RegistryResponse response = next.send(request.at(target));
            if (complainsOfPlainHttp(target, request, response)) {
                response.close();
                return find(request, host);
            }
            return response;
        } catch (IOException e) {
            known.remove(host);
            throw e;
        }
    }

    /** Returns whether a server that spoke plain http may have gone over to https. */
    private static boolean complainsOfPlainHttp(
            URI origin, RegistryRequest request, RegistryResponse response) {
        return response.status() == 400
                && request.repeatable()
                && "http".equals(origin.getScheme());
    }

    private RegistryResponse find(RegistryRequest request, HostAndPort host)
            throws IOException, InterruptedException {
        URI origin = https(host);
        RegistryResponse response;
        try {
            response = next.send(request.at(origin));
        } catch (IOException e) {
            if (tellsNothingOfPlainHttp(e)) {
                throw e;
            }
            origin = URI.create("http://" + host + "/");
            response = next.send(request.at(origin));
            if (complainsOfPlainHttp(origin, request, response)) {
                // It speaks https after all, and broke off: that is what went wrong.
                response.close();
                throw e;
            }
        }
        known.put(host, origin);
        return response;
    }

    /**
     * Returns whether a failure is no reason to try plain http: the server spoke https, or none.
     */
    private static boolean tellsNothingOfPlainHttp(IOException failure) {
        return failure instanceof ExchangeException
                || failure instanceof RequestBodyException
                || failure instanceof InterruptedIOException
                || failure instanceof SSLPeerUnverifiedException
                || CauseChain.of(failure).anyMatch(CertificateException.class::isInstance)
                || ConnectionErrors.isTlsAlert(failure);
    }

    private static URI https(HostAndPort host) {
        return URI.create("https://" + host + "/");
    }
}
