package dev.berth.testing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate authority made by openssl for one test, whose files are in one folder. */
public final class TestAuthority {
    /** The kind of key that is made the fastest. */
    public static final String EC = "ec -pkeyopt ec_paramgen_curve:P-256";

    private static final String PASSWORD = "test-only";

    private final Path folder;
    private final String name;

    /** Makes {@code ca.crt} and {@code ca.key}. */
    public TestAuthority(Path folder) throws IOException, InterruptedException {
        this(folder, "ca");
    }

    /** Makes {@code NAME.crt} and {@code NAME.key}. */
    public TestAuthority(Path folder, String name) throws IOException, InterruptedException {
        this.folder = folder;
        this.name = name;
        openssl(
                "req -x509 -newkey %2$s -nodes -days 2 -subj /CN=%1$s -keyout %1$s.key -out %1$s.crt"
                        .formatted(name, EC));
    }

    /** Returns the authority's own certificate. */
    public Path certificate() {
        return certificate(name);
    }

    /** Makes {@code SUBJECT.crt} and {@code SUBJECT.key}, good for this machine. */
    public void issue(String subject, String keyKind) throws IOException, InterruptedException {
        issue(subject, keyKind, "IP:127.0.0.1,DNS:localhost");
    }

    /** Makes {@code SUBJECT.crt} and {@code SUBJECT.key}, good for some hosts. */
    public void issue(String subject, String keyKind, String hosts)
            throws IOException, InterruptedException {
        Files.writeString(
                folder.resolve(subject + ".ext"),
                "subjectAltName=%s\nextendedKeyUsage=serverAuth,clientAuth\n".formatted(hosts));
        openssl(
                "req -newkey %2$s -nodes -subj /CN=%1$s -keyout %1$s.key -out %1$s.csr"
                        .formatted(subject, keyKind));
        openssl(
                ("x509 -req -in %1$s.csr -CA %2$s.crt -CAkey %2$s.key -CAcreateserial -days 2"
                                + " -extfile %1$s.ext -out %1$s.crt")
                        .formatted(subject, name));
    }

    /** Returns the file of a certificate. */
    public Path certificate(String subject) {
        return folder.resolve(subject + ".crt");
    }

    /** Returns the file of a key, in PKCS #8. */
    public Path key(String subject) {
        return folder.resolve(subject + ".key");
    }

    /** Runs openssl in the folder. */
    public void openssl(String arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(arguments.split(" ")));
        Programs.run(new ProcessBuilder(command).directory(folder.toFile()));
    }

    /** Returns the TLS of one who trusts this authority and has no certificate. */
    public SSLContext anonymous() throws GeneralSecurityException, IOException {
        return context(null);
    }

    /** Returns the TLS of one who trusts this authority and has a certificate of an issuer's. */
    public SSLContext trusting(TestAuthority issuer, String subject)
            throws GeneralSecurityException, IOException, InterruptedException {
        issuer.openssl(
                "pkcs12 -export -inkey %1$s.key -in %1$s.crt -out %1$s.p12 -passout pass:%2$s"
                        .formatted(subject, PASSWORD));
        KeyManagerFactory identity =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        identity.init(
                KeyStore.getInstance(
                        issuer.folder.resolve(subject + ".p12").toFile(), PASSWORD.toCharArray()),
                PASSWORD.toCharArray());
        return context(identity.getKeyManagers());
    }

    private SSLContext context(KeyManager[] identity) throws GeneralSecurityException, IOException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        try (InputStream in = Files.newInputStream(certificate())) {
            trusted.setCertificateEntry(
                    name, CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory trust =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(identity, trust.getTrustManagers(), null);
        return context;
    }
}
