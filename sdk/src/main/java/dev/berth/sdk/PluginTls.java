package dev.berth.sdk;

import dev.berth.shared.tls.PemFile;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * The TLS of a TCP port; files in PEM form, the key in PKCS #8. Before Java 22 a runtime made by
 * jlink needs the module {@code jdk.crypto.ec} for it. Immutable.
 */
public final class PluginTls {
    private final Path certificate;
    private final Path key;
    private final Optional<Path> authority;
    private final Optional<Path> clients;

    private PluginTls(
            Path certificate, Path key, Optional<Path> authority, Optional<Path> clients) {
        this.certificate = Objects.requireNonNull(certificate, "certificate");
        this.key = Objects.requireNonNull(key, "key");
        this.authority = authority;
        this.clients = clients;
    }

    /**
     * Returns the TLS of a server with a certificate.
     *
     * @param certificate with the certificates of those that have issued it, if there are any
     */
    public static PluginTls of(Path certificate, Path key) {
        return new PluginTls(certificate, key, Optional.empty(), Optional.empty());
    }

    /** Returns the same, with the authority that clients are told to trust. */
    public PluginTls withAuthority(Path authority) {
        return new PluginTls(certificate, key, Optional.of(authority), clients);
    }

    /** Returns the same, for clients with a certificate of this authority only. */
    public PluginTls withClientsOf(Path authority) {
        return new PluginTls(certificate, key, this.authority, Optional.of(authority));
    }

    Optional<Path> authority() {
        return authority;
    }

    boolean isForKnownClients() {
        return clients.isPresent();
    }

    SSLContext context() throws IOException {
        try {
            KeyStore own = store();
            List<X509Certificate> chain = new PemFile(certificate).certificates();
            own.setKeyEntry(
                    "own",
                    new PemFile(key).privateKey(),
                    new char[0],
                    chain.toArray(new Certificate[0]));
            KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
            keys.init(own, new char[0]);
            TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
            trust.init(trusted());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(
                    keys.getKeyManagers(),
                    isForKnownClients() ? trust.getTrustManagers() : null,
                    null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException(
                    "%s and %s cannot be used for TLS: %s"
                            .formatted(certificate, key, e.getMessage()),
                    e);
        }
    }

    private KeyStore trusted() throws IOException, GeneralSecurityException {
        KeyStore trusted = store();
        if (clients.isPresent()) {
            for (X509Certificate each : new PemFile(clients.get()).certificates()) {
                trusted.setCertificateEntry("ca" + trusted.size(), each);
            }
        }
        return trusted;
    }

    private static KeyStore store() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }
}
