package dev.berth.shared.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file with certificates or a private key in PEM form (RFC 7468). Of keys it takes PKCS #8 and
 * the older forms that Docker takes as well, PKCS #1 and SEC 1.
 */
public final class PemFile {
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN ([A-Z ]*)PRIVATE KEY-----([^-]+)-----END");
    private static final Pattern CERTIFICATE =
            Pattern.compile("-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----");
    private static final List<String> KEY_KINDS = List.of("RSA", "EC", "Ed25519");

    private static final int LARGEST_KEY = 16_384;

    private final Path path;
    private final String text;

    /**
     * @throws IOException if it cannot be read
     */
    public PemFile(Path path) throws IOException {
        this.path = path;
        this.text = Files.readString(path, StandardCharsets.ISO_8859_1);
    }

    /** Returns its certificates, at least one. */
    public List<X509Certificate> certificates() throws IOException {
        // One by one: the factory stumbles over the remarks that bundles have in between.
        List<String> blocks =
                CERTIFICATE.matcher(text).results().map(found -> found.group()).toList();
        if (blocks.isEmpty()) {
            throw new IOException("%s holds no certificate in PEM form".formatted(path));
        }
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            List<X509Certificate> certificates = new ArrayList<>();
            for (String block : blocks) {
                byte[] bytes = block.getBytes(StandardCharsets.ISO_8859_1);
                certificates.add(
                        (X509Certificate)
                                factory.generateCertificate(new ByteArrayInputStream(bytes)));
            }
            return List.copyOf(certificates);
        } catch (GeneralSecurityException e) {
            throw new IOException("%s holds a broken certificate".formatted(path), e);
        }
    }

    /** Returns its private key. */
    public PrivateKey privateKey() throws IOException {
        Matcher match = KEY.matcher(text);
        if (!match.find()) {
            throw new IOException("%s holds no private key in PEM form".formatted(path));
        }
        byte[] encoded = pkcs8(match.group(1), decoded(match.group(2)));
        for (String kind : KEY_KINDS) {
            try {
                return KeyFactory.getInstance(kind)
                        .generatePrivate(new PKCS8EncodedKeySpec(encoded));
            } catch (InvalidKeySpecException e) {
                continue;
            } catch (GeneralSecurityException e) {
                throw new IOException("this Java knows no %s keys".formatted(kind), e);
            }
        }
        throw new IOException("%s holds a key that is none of %s".formatted(path, KEY_KINDS));
    }

    private byte[] decoded(String base64) throws IOException {
        byte[] key = Base64.getMimeDecoder().decode(base64);
        if (key.length > LARGEST_KEY) {
            throw new IOException(
                    "%s holds a key of more than %d bytes".formatted(path, LARGEST_KEY));
        }
        return key;
    }

    private byte[] pkcs8(String form, byte[] key) throws IOException {
        return switch (form) {
            case "" -> key;
            case "RSA " -> TraditionalKey.rsa(key);
            case "EC " -> TraditionalKey.ec(key);
            default ->
                    throw new IOException(
                            ("%s holds a key as \"%sPRIVATE KEY\"; convert it with"
                                            + " \"openssl pkcs8 -topk8 -nocrypt\"")
                                    .formatted(path, form));
        };
    }
}
