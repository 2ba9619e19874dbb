package dev.berth.registry.http;

import dev.berth.registry.host.HostAndPort;
import dev.berth.registry.host.InsecureRegistries;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.security.cert.CertificateException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLPeerUnverifiedException;

/**
 * Knows whether a host speaks https or plain http. Always https, except where plain http is
 * allowed: there https is tried first, and what then answers is remembered until it fails.
 */
public final class SchemeResolver {
    private final Redirects redirects;
    private final InsecureRegistries plainHttp;
    private final Map<HostAndPort, URI> known = new ConcurrentHashMap<>();

    public SchemeResolver(Redirects redirects, InsecureRegistries plainHttp) {
        this.redirects = redirects;
        this.plainHttp = plainHttp;
    }

    /** Sends a request to a host by the right scheme. */
    public RegistryResponse send(
            HostAndPort host, RegistryRequest request, Optional<String> authorization)
            throws IOException, InterruptedException {
        URI origin = known.get(host);
        if (origin == null && plainHttp.allowedFor(host)) {
            return find(host, request, authorization);
        }
        URI target = origin == null ? https(host) : origin;
        try {
            RegistryResponse response = redirects.send(target, request, authorization);
            return complainsOfPlainHttp(target, request, response)
                    ? again(host, request, authorization, response)
                    : response;
        } catch (IOException e) {
            known.remove(host);
            throw e;
        }
    }

    /** Returns whether a server that spoke plain http may have gone over to https. */
    private static boolean complainsOfPlainHttp(
            URI origin, RegistryRequest request, RegistryResponse response) {
        return response.status() == 400
                && request.changesNothing()
                && "http".equals(origin.getScheme());
    }

    private RegistryResponse again(
            HostAndPort host,
            RegistryRequest request,
            Optional<String> authorization,
            RegistryResponse complaint)
            throws IOException, InterruptedException {
        complaint.close();
        return find(host, request, authorization);
    }

    private RegistryResponse find(
            HostAndPort host, RegistryRequest request, Optional<String> authorization)
            throws IOException, InterruptedException {
        URI origin = https(host);
        RegistryResponse response;
        try {
            response = redirects.send(origin, request, authorization);
        } catch (IOException e) {
            if (tellsNothingOfPlainHttp(e)) {
                throw e;
            }
            origin = URI.create("http://" + host + "/");
            response = redirects.send(origin, request, authorization);
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
     * Returns whether a failure is no reason to try plain http. Who shows a certificate or turns
     * one down speaks https, and all else is no matter of it.
     */
    private static boolean tellsNothingOfPlainHttp(IOException failure) {
        return failure instanceof ExchangeFailure
                || failure instanceof SourceFailure
                || failure instanceof InterruptedIOException
                || failure instanceof SSLPeerUnverifiedException
                || CauseChain.of(failure).anyMatch(CertificateException.class::isInstance)
                || ConnectionErrors.isTlsAlert(failure);
    }

    private static URI https(HostAndPort host) {
        return URI.create("https://" + host + "/");
    }
}
