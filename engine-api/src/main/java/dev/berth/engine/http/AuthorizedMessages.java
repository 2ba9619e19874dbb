package dev.berth.engine.http;

import dev.berth.driver.authz.AuthzChain;
import dev.berth.driver.authz.AuthzRequest;
import dev.berth.driver.authz.AuthzResponse;
import dev.berth.engine.exchange.ApiResponse;
import io.netty.handler.codec.http.HttpRequest;
import java.security.cert.X509Certificate;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/** Requests and responses of HTTP as authorization plugins see them at a dockerd. */
final class AuthorizedMessages {
    private static final Pattern FIRST_LETTER = Pattern.compile("(?:^|-)[a-z]");

    private AuthorizedMessages() {}

    /** Returns a request without its body. Its user is the common name of a TLS client. */
    static AuthzRequest request(HttpRequest request, PeerIdentity peer) {
        Map<String, String> headers = new LinkedHashMap<>();
        request.headers().forEach(each -> headers.put(canonical(each.getKey()), each.getValue()));
        // Go's server takes these two out.
        headers.remove("Host");
        headers.remove("Transfer-Encoding");
        AuthzRequest anonymous =
                AuthzRequest.of(request.method().name(), RequestTarget.originForm(request.uri()))
                        .withHeaders(headers);
        return peer.certificates().isEmpty()
                ? anonymous
                : anonymous
                        .withUser(commonName(peer.certificates().get(0)), "TLS")
                        .withPeerCertificates(peer.certificates());
    }

    /** Returns path without query, as it was sent. */
    static String path(AuthzRequest request) {
        int query = request.uri().indexOf('?');
        return query < 0 ? request.uri() : request.uri().substring(0, query);
    }

    /**
     * Returns a response, with its body if plugins are shown it.
     *
     * @param path of the request
     */
    static AuthzResponse response(
            ApiResponse answer, String path, StandardHeaders standard, AuthzChain chain) {
        Map<String, String> headers = new LinkedHashMap<>(standard.constant());
        headers.putAll(answer.headers());
        AuthzResponse response = AuthzResponse.of(answer.status()).withHeaders(headers);
        Optional<String> type = Optional.ofNullable(answer.headers().get("Content-Type"));
        return chain.showsBody(path, type) ? response.withBody(answer.body()) : response;
    }

    /** Returns a header's name as Go's {@code textproto.CanonicalMIMEHeaderKey}. */
    private static String canonical(String name) {
        return FIRST_LETTER
                .matcher(name.toLowerCase(Locale.ROOT))
                .replaceAll(found -> found.group().toUpperCase(Locale.ROOT));
    }

    /** Of several common names Go's {@code pkix.Name} has the last; a name is read from its end. */
    private static String commonName(X509Certificate certificate) {
        try {
            String last = "";
            for (Rdn part :
                    new LdapName(certificate.getSubjectX500Principal().getName()).getRdns()) {
                if (part.getType().equalsIgnoreCase("CN")) {
                    last = String.valueOf(part.getValue());
                }
            }
            return last;
        } catch (InvalidNameException e) {
            throw new IllegalStateException("a certificate's subject is a name", e);
        }
    }
}
