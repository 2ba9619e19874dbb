package dev.berth.engine.http;

import dev.berth.shared.tls.PemFile;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * The TLS of the TCP ports. Who may use the engine is root on this host: without a client's
 * certificate only where the mode says so.
 *
 * @param mode what is asked of clients
 * @param authority whose certificates clients must have
 * @param certificate the server's, with its chain
 * @param key the server's
 */
public record TlsFiles(TlsMode mode, Path authority, Path certificate, Path key) {

    /**
     * Reads them.
     *
     * @throws IOException if they cannot be used, in Docker's words
     */
    SslContext context() throws IOException {
        SslContextBuilder builder =
                server().sslProvider(SslProvider.JDK).protocols("TLSv1.3", "TLSv1.2");
        return mode == TlsMode.VERIFY
                ? builder.trustManager(authorities()).clientAuth(ClientAuth.REQUIRE).build()
                : builder.build();
    }

    private SslContextBuilder server() throws IOException {
        try {
            List<X509Certificate> chain = new PemFile(certificate).certificates();
            PrivateKey own = new PemFile(key).privateKey();
            return SslContextBuilder.forServer(own, chain.toArray(X509Certificate[]::new));
        } catch (IOException | IllegalArgumentException e) {
            // Without a cause: the innermost one is what a failed start shows.
            throw new IOException(
                    "Could not load X509 key pair (cert: \"%s\", key: \"%s\"): %s"
                            .formatted(certificate, key, reason(e)));
        }
    }

    private X509Certificate[] authorities() throws IOException {
        try {
            return new PemFile(authority).certificates().toArray(X509Certificate[]::new);
        } catch (IOException e) {
            throw new IOException(
                    "could not read CA certificate \"%s\": %s".formatted(authority, reason(e)));
        }
    }

    private static String reason(Exception failure) {
        return failure instanceof NoSuchFileException
                ? "open %s: no such file or directory".formatted(failure.getMessage())
                : failure.getMessage();
    }
}
