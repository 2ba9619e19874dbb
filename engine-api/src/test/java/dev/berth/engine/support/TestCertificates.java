package dev.berth.engine.support;

import dev.berth.engine.http.TlsFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Signs certificates with the JDK's keytool. */
public final class TestCertificates {
    private static final String PASSWORD = "test-only";

    private final Path folder;

    public TestCertificates(Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        keytool("ca", "-genkeypair", "-alias", "ca", "-dname", "CN=ca", "-ext", "bc:c");
        export("ca");
    }

    /** Returns the files for a server on localhost. */
    public TlsFiles server() throws IOException {
        try {
            issue("server", "san=dns:localhost");
            KeyStore store = store("server");
            byte[] key = store.getKey("server", PASSWORD.toCharArray()).getEncoded();
            Path pem = folder.resolve("server.key");
            Files.writeString(
                    pem,
                    "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
                            .formatted(Base64.getMimeEncoder().encodeToString(key)));
            return new TlsFiles(folder.resolve("ca.pem"), folder.resolve("server.pem"), pem);
        } catch (GeneralSecurityException | InterruptedException e) {
            throw new IOException(e);
        }
    }

    /** Returns what a client with a certificate of this authority uses. */
    public SSLContext client(String name) throws Exception {
        return trusting(this, name);
    }

    /** Returns what a client uses that trusts this authority and has its certificate elsewhere. */
    public SSLContext trusting(TestCertificates issuer, String name) throws Exception {
        issuer.issue(name, "eku=clientAuth");
        KeyManagerFactory keys =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(issuer.store(name), PASSWORD.toCharArray());
        return context(keys);
    }

    /** Returns what a client without a certificate uses. */
    public SSLContext anonymous() throws Exception {
        return context(null);
    }

    private SSLContext context(KeyManagerFactory keys)
            throws GeneralSecurityException, IOException {
        TrustManagerFactory trust =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store("ca"));
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys == null ? null : keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private KeyStore store(String name) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(folder.resolve(name + ".p12"))) {
            store.load(in, PASSWORD.toCharArray());
        }
        if (name.equals("ca")) {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry("ca", store.getCertificate("ca"));
            return trusted;
        }
        return store;
    }

    private void issue(String name, String extension) throws IOException, InterruptedException {
        if (Files.exists(folder.resolve(name + ".p12"))) {
            return;
        }
        String request = folder.resolve(name + ".csr").toString();
        String certificate = folder.resolve(name + ".pem").toString();
        keytool(name, "-genkeypair", "-alias", name, "-dname", "CN=" + name);
        keytool(name, "-certreq", "-alias", name, "-file", request);
        keytool(
                "ca",
                "-gencert",
                "-rfc",
                "-alias",
                "ca",
                "-infile",
                request,
                "-outfile",
                certificate,
                "-ext",
                extension);
        keytool(
                name,
                "-importcert",
                "-noprompt",
                "-alias",
                "ca",
                "-file",
                folder.resolve("ca.pem").toString());
        keytool(name, "-importcert", "-noprompt", "-alias", name, "-file", certificate);
    }

    private void export(String name) throws IOException, InterruptedException {
        keytool(
                name,
                "-exportcert",
                "-rfc",
                "-alias",
                name,
                "-file",
                folder.resolve(name + ".pem").toString());
    }

    private void keytool(String store, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("-keystore", folder.resolve(store + ".p12").toString()));
        command.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD));
        if (List.of(arguments).contains("-genkeypair")) {
            command.addAll(List.of("-keyalg", "EC", "-groupname", "secp256r1", "-validity", "2"));
        }
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + ": " + output);
        }
    }
}
