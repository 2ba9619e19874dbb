package dev.berth.registry.transport;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/** Describes a failed connection in a user's words. */
public final class ConnectionErrors {
    private static final String UNTRUSTED =
            "its certificate is not trusted: %s; put the certificate of its authority into"
                    + " /etc/docker/certs.d/HOST/ca.crt";

    private static final String WANTS_CERTIFICATE =
            "it wants to see a client certificate (%s); put one into"
                    + " /etc/docker/certs.d/HOST/client.cert, and its key into client.key";

    private ConnectionErrors() {}

    /** Returns the description. */
    public static String of(IOException failure) {
        if (failure instanceof ExchangeException) {
            return failure.getMessage();
        }
        if (has(failure, UnresolvedAddressException.class)) {
            return "there is no such host";
        }
        if (failure instanceof HttpConnectTimeoutException) {
            return "no connection in time";
        }
        if (failure instanceof ConnectException) {
            return Optional.ofNullable(failure.getMessage())
                    .orElse("connection refused")
                    .toLowerCase(Locale.ROOT);
        }
        if (has(failure, CertificateException.class)
                || failure instanceof SSLPeerUnverifiedException) {
            return UNTRUSTED.formatted(deepest(failure));
        }
        if (failure instanceof SSLException && deepest(failure).contains("SSL message")) {
            return "it does not speak https; if plain http is meant, name it an insecure registry";
        }
        if (isTlsAlert(failure) && deepest(failure).contains("certificate")) {
            return WANTS_CERTIFICATE.formatted(deepest(failure));
        }
        String words = Optional.ofNullable(failure.getMessage()).orElse(deepest(failure));
        if (has(failure, IllegalArgumentException.class)) {
            return "it does not answer as HTTP has it";
        }
        if (words.contains("Invalid header")) {
            // The JDK quotes the header, which may be signed.
            return "it sends a header with a character that HTTP does not allow";
        }
        return words.contains("received no bytes") ? "it closed the connection" : words;
    }

    /** Returns whether the other side ended a TLS handshake with an alert. */
    static boolean isTlsAlert(IOException failure) {
        return CauseChain.of(failure)
                .map(cause -> String.valueOf(cause.getMessage()))
                .anyMatch(message -> message.contains("fatal alert"));
    }

    private static boolean has(IOException failure, Class<? extends Throwable> type) {
        return CauseChain.of(failure).anyMatch(type::isInstance);
    }

    private static String deepest(IOException failure) {
        return CauseChain.of(failure)
                .map(Throwable::getMessage)
                .filter(message -> message != null)
                .reduce((outer, inner) -> inner)
                .orElse(failure.getClass().getSimpleName());
    }
}
