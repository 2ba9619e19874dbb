package dev.berth.registry.tls;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.osgi.service.log.Logger;

/** Makes the TLS of all connections: who is trusted, and who one is, is decided by host. */
public final class Tls {
    private Tls() {}

    /**
     * @param caFiles authorities to trust with every host, beside the system's
     * @param certsFolder what Docker calls {@code /etc/docker/certs.d}
     * @throws IllegalArgumentException if an authority's file is none
     */
    public static SSLContext context(List<Path> caFiles, Path certsFolder, Logger logger) {
        CertsFolder folder = new CertsFolder(certsFolder);
        try {
            Authorities.of(caFiles);
            HostTrust trust = new HostTrust(Authorities.system(), caFiles, folder);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(
                    new KeyManager[] {new HostKeys(folder, logger)},
                    new TrustManager[] {trust},
                    null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "the authorities to trust cannot be read: " + e.getMessage(), e);
        }
    }
}
