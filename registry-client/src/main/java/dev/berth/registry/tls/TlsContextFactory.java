package dev.berth.registry.tls;

import dev.berth.shared.tls.PemFile;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.osgi.service.log.Logger;

/**
 * Makes the TLS context of all connections, whose trust and client certificates depend on the host.
 */
public final class TlsContextFactory {
    private TlsContextFactory() {}

    /**
     * Makes the context; the authorities are read when the first connection needs them.
     *
     * @param caFiles authorities to trust with every host, beside the system's
     * @param certsFolder as Docker's {@code /etc/docker/certs.d}
     */
    public static SSLContext context(List<Path> caFiles, Path certsFolder, Logger log) {
        CertsFolder folder = new CertsFolder(certsFolder);
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(
                    new KeyManager[] {new ClientKeyManager(folder, log)},
                    new TrustManager[] {new HostTrustManager(caFiles, folder)},
                    null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has TLS", e);
        }
    }

    /**
     * Checks that files of authorities can be read.
     *
     * @throws IllegalArgumentException if one cannot
     */
    public static void requireReadable(List<Path> caFiles) {
        try {
            for (Path file : caFiles) {
                new PemFile(file).certificates();
            }
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "an authority to trust cannot be read: " + e.getMessage(), e);
        }
    }
}
