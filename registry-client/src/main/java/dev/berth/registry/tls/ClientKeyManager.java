package dev.berth.registry.tls;

import dev.berth.registry.host.HostAndPort;
import dev.berth.shared.tls.PemFile;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.osgi.service.log.Logger;

/**
 * A key manager that shows each host the client certificate of its {@link CertsFolder}; the alias
 * is the file's path.
 */
final class ClientKeyManager extends X509ExtendedKeyManager {
    private final CertsFolder folder;
    private final Logger log;

    ClientKeyManager(CertsFolder folder, Logger log) {
        this.folder = folder;
        this.log = log;
    }

    @Override
    public String chooseEngineClientAlias(
            String[] keyTypes, Principal[] issuers, SSLEngine engine) {
        HostAndPort host = TlsPeer.of(engine);
        try {
            Optional<Path> certificate = folder.clientCertificate(host);
            return certificate
                    .filter(path -> fits(path, keyTypes))
                    .map(Path::toString)
                    .orElse(null);
        } catch (IOException e) {
            log.warn("no client certificate is shown to {}: {}", host, e.getMessage());
            return null;
        }
    }

    private boolean fits(Path certificate, String[] keyTypes) {
        PrivateKey key = getPrivateKey(certificate.toString());
        return key != null && List.of(keyTypes).contains(key.getAlgorithm());
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        try {
            return new PemFile(Path.of(alias)).certificates().toArray(X509Certificate[]::new);
        } catch (IOException e) {
            log.warn("a client certificate cannot be shown: {}", e.getMessage());
            return null;
        }
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        try {
            return new PemFile(CertsFolder.keyOf(Path.of(alias))).privateKey();
        } catch (IOException e) {
            log.warn("a client certificate cannot be used: {}", e.getMessage());
            return null;
        }
    }

    @Override
    public String[] getClientAliases(String keyType, Principal[] issuers) {
        return new String[0];
    }

    @Override
    public String chooseClientAlias(String[] keyTypes, Principal[] issuers, Socket socket) {
        return null;
    }

    @Override
    public String[] getServerAliases(String keyType, Principal[] issuers) {
        return new String[0];
    }

    @Override
    public String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
        return null;
    }
}
