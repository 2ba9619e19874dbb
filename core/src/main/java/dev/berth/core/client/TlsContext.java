package dev.berth.core.client;

import dev.berth.shared.tls.PemFile;
import dev.berth.spi.LegacyEndpoint.Tls;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/** Makes an {@link SSLContext} of a legacy plugin's {@code TLSConfig}. */
final class TlsContext {
    private final Tls tls;

    TlsContext(Tls tls) {
        this.tls = tls;
    }

    SSLContext create() throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys(), trust(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IOException("its TLSConfig cannot be used: " + e, e);
        }
    }

    private TrustManager[] trust() throws GeneralSecurityException, IOException {
        if (tls.insecureSkipVerify()) {
            return new TrustManager[] {new TrustAnybody()};
        }
        if (tls.caFile().isEmpty()) {
            return null;
        }
        KeyStore authorities = emptyStore();
        int number = 0;
        for (Certificate certificate : new PemFile(tls.caFile().get()).certificates()) {
            authorities.setCertificateEntry("ca" + number++, certificate);
        }
        TrustManagerFactory factory =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(authorities);
        return factory.getTrustManagers();
    }

    private KeyManager[] keys() throws GeneralSecurityException, IOException {
        if (tls.certFile().isEmpty() || tls.keyFile().isEmpty()) {
            return null;
        }
        KeyStore own = emptyStore();
        Certificate[] chain =
                new PemFile(tls.certFile().get()).certificates().toArray(Certificate[]::new);
        own.setKeyEntry("own", new PemFile(tls.keyFile().get()).privateKey(), new char[0], chain);
        KeyManagerFactory factory =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(own, new char[0]);
        return factory.getKeyManagers();
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    /** Trusts every certificate, for {@code InsecureSkipVerify}. */
    private static final class TrustAnybody extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
