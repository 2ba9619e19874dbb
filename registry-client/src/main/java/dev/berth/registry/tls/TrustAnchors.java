package dev.berth.registry.tls;

import dev.berth.shared.tls.PemFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/** Makes trust managers of certificate authorities. */
final class TrustAnchors {
    private static final List<Path> SYSTEM_BUNDLES =
            Stream.of(
                            "/etc/ssl/certs/ca-certificates.crt",
                            "/etc/pki/tls/certs/ca-bundle.crt",
                            "/etc/ssl/ca-bundle.pem",
                            "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
                            "/etc/ssl/cert.pem")
                    .map(Path::of)
                    .toList();

    private TrustAnchors() {}

    /**
     * Returns a trust manager of the system's authorities: those that Java was told of, else the
     * operating system's, else Java's own.
     */
    static X509ExtendedTrustManager system() throws IOException, GeneralSecurityException {
        List<Path> bundles = SYSTEM_BUNDLES.stream().filter(Files::isReadable).toList();
        boolean told = System.getProperty("javax.net.ssl.trustStore") != null;
        return told || bundles.isEmpty() ? manager(null) : of(bundles.subList(0, 1));
    }

    /** Returns a trust manager of the authorities whose certificates are in some files. */
    static X509ExtendedTrustManager of(List<Path> files)
            throws IOException, GeneralSecurityException {
        List<X509Certificate> certificates = new ArrayList<>();
        for (Path file : files) {
            certificates.addAll(new PemFile(file).certificates());
        }
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        for (int i = 0; i < certificates.size(); i++) {
            store.setCertificateEntry("authority-" + i, certificates.get(i));
        }
        return manager(store);
    }

    private static X509ExtendedTrustManager manager(KeyStore store)
            throws GeneralSecurityException {
        TrustManagerFactory factory =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return Stream.of(factory.getTrustManagers())
                .filter(X509ExtendedTrustManager.class::isInstance)
                .map(X509ExtendedTrustManager.class::cast)
                .findFirst()
                .orElseThrow(() -> new GeneralSecurityException("Java brings no X.509 trust"));
    }
}
