package dev.berth.core.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a private key from a PEM file in PKCS #8, the only form that the JDK reads. */
final class PemKey {
    private static final Pattern PEM =
            Pattern.compile("-----BEGIN ([A-Z ]*)PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END");

    private PemKey() {}

    static PrivateKey read(Path file) throws IOException, GeneralSecurityException {
        Matcher pem = PEM.matcher(Files.readString(file));
        if (!pem.find()) {
            throw new IOException(file + " holds no private key");
        }
        if (!pem.group(1).isEmpty()) {
            throw new IOException(
                    "%s holds a key as \"%sPRIVATE KEY\": convert it with openssl pkcs8 -topk8 -nocrypt"
                            .formatted(file, pem.group(1)));
        }
        byte[] der = Base64.getMimeDecoder().decode(pem.group(2));
        for (String algorithm : new String[] {"RSA", "EC", "Ed25519"}) {
            try {
                return KeyFactory.getInstance(algorithm)
                        .generatePrivate(new PKCS8EncodedKeySpec(der));
            } catch (GeneralSecurityException e) {
                // Each factory knows its own keys only; the next may know this one.
                continue;
            }
        }
        throw new IOException(file + " holds a key that is neither RSA, EC nor Ed25519");
    }
}
