package dev.berth.policy.signature;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A public key as {@code SubjectPublicKeyInfo}, in DER or PEM form (RFC 7468). */
public final class EncodedKey {
    private static final List<String> KINDS = List.of("EC", "RSA", "Ed25519");
    private static final Pattern PEM =
            Pattern.compile(
                    "\\s*-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\\s]+)-----END PUBLIC"
                            + " KEY-----\\s*");

    private EncodedKey() {}

    /** Returns the one key of a PEM file, which holds nothing else. */
    public static PublicKey pem(byte[] file) throws InvalidSignatureException {
        Matcher match = PEM.matcher(new String(file, StandardCharsets.ISO_8859_1));
        if (!match.matches()) {
            throw new InvalidSignatureException("is not one public key in PEM form");
        }
        try {
            return der(Base64.getMimeDecoder().decode(match.group(1)));
        } catch (IllegalArgumentException e) {
            throw new InvalidSignatureException("is not a public key in PEM form", e);
        }
    }

    /** Returns a key, refusing what is too weak. */
    public static PublicKey der(byte[] encoded) throws InvalidSignatureException {
        for (String kind : KINDS) {
            try {
                PublicKey key =
                        KeyFactory.getInstance(kind)
                                .generatePublic(new X509EncodedKeySpec(encoded));
                KeySignature.requireStrong(key);
                return key;
            } catch (InvalidKeySpecException e) {
                continue;
            } catch (GeneralSecurityException e) {
                throw new InvalidSignatureException(
                        "this Java knows no %s keys".formatted(kind), e);
            }
        }
        throw new InvalidSignatureException("is not a public key of the kinds " + KINDS);
    }
}
