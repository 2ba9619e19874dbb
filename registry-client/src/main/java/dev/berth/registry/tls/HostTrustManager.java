package dev.berth.registry.tls;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * A trust manager that trusts a host by the system's authorities, and else by those that were added
 * for all hosts or for this one.
 */
final class HostTrustManager extends X509ExtendedTrustManager {
    private final List<Path> forAll;
    private final CertsFolder folder;
    private volatile X509ExtendedTrustManager system;

    /**
     * @param forAll files of authorities to trust with every host
     * @param folder the authorities of single hosts
     */
    HostTrustManager(List<Path> forAll, CertsFolder folder) {
        this.forAll = forAll;
        this.folder = folder;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind, SSLEngine engine)
            throws CertificateException {
        try {
            system().checkServerTrusted(chain, kind, engine);
        } catch (CertificateException e) {
            checkAdded(chain, kind, engine, e);
        }
    }

    private void checkAdded(
            X509Certificate[] chain, String kind, SSLEngine engine, CertificateException refusal)
            throws CertificateException {
        try {
            List<Path> added = new ArrayList<>(forAll);
            added.addAll(folder.authorities(TlsPeer.of(engine)));
            if (added.isEmpty()) {
                throw refusal;
            }
            TrustAnchors.of(added).checkServerTrusted(chain, kind, engine);
        } catch (IOException | GeneralSecurityException e) {
            if (e instanceof CertificateException certificate) {
                throw certificate;
            }
            throw new CertificateException(e.getMessage(), e);
        }
    }

    /** Returns the system's trust, read once, or twice if two threads come at the same time. */
    private X509ExtendedTrustManager system() throws CertificateException {
        try {
            X509ExtendedTrustManager known = system == null ? TrustAnchors.system() : system;
            system = known;
            return known;
        } catch (IOException | GeneralSecurityException e) {
            throw new CertificateException(
                    "the system's authorities cannot be read: " + e.getMessage(), e);
        }
    }

    /** Returns none: this is for servers that ask their clients for certificates. */
    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind)
            throws CertificateException {
        throw unknownPeer();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind, Socket socket)
            throws CertificateException {
        throw unknownPeer();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind)
            throws CertificateException {
        throw unknownPeer();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind, Socket socket)
            throws CertificateException {
        throw unknownPeer();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind, SSLEngine engine)
            throws CertificateException {
        throw unknownPeer();
    }

    private static CertificateException unknownPeer() {
        return new CertificateException("trust depends on the host, and here none is known");
    }
}
