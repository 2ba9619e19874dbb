package dev.berth.engine.http;

import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.net.ssl.SSLException;

/**
 * The PEM files of the TCP port.
 *
 * @param authority whose certificates clients must have
 * @param certificate the server's, with its chain
 * @param key the server's, in PKCS #8
 */
public record TlsFiles(Path authority, Path certificate, Path key) {

    /**
     * Reads them. There is no way to listen without a client's certificate: who may use the engine
     * is root on this host.
     *
     * @throws IOException if they cannot be used
     */
    SslContext context() throws IOException {
        for (Path file : new Path[] {authority, certificate, key}) {
            if (!Files.isReadable(file)) {
                throw new IOException(
                        "the TLS file %s cannot be read; a TCP port needs tls.ca,".formatted(file)
                                + " tls.certificate and tls.key");
            }
        }
        try {
            return SslContextBuilder.forServer(certificate.toFile(), key.toFile())
                    .trustManager(authority.toFile())
                    .clientAuth(ClientAuth.REQUIRE)
                    .sslProvider(SslProvider.JDK)
                    .protocols("TLSv1.3", "TLSv1.2")
                    .build();
        } catch (IllegalArgumentException | SSLException e) {
            throw new IOException(
                    "the TLS files %s, %s, %s do not hold PEM certificates and a PKCS #8 key"
                            .formatted(authority, certificate, key),
                    e);
        }
    }
}
