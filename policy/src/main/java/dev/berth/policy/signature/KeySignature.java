package dev.berth.policy.signature;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.EdDSAParameterSpec;

/**
 * Verifies a signature by the algorithm that its key determines, sigstore's defaults: ECDSA in DER
 * with the hash of the curve's size, RSA PKCS #1 v1.5 with SHA-256, Ed25519 with or without a hash
 * before it. What a signature says of its algorithm is never asked.
 */
public final class KeySignature {
    private static final int SMALLEST_RSA = 2048;

    private KeySignature() {}

    /**
     * Verifies a signature.
     *
     * @param what is signed, for the message
     */
    public static void verify(PublicKey key, byte[] content, byte[] signature, String what)
            throws InvalidSignatureException {
        try {
            Signature verifier = Signature.getInstance(algorithm(key));
            if (key instanceof EdECPublicKey && !isPlain(key, content, signature)) {
                // cosign 3 hashes first (Ed25519ph, RFC 8032), cosign 2 does not.
                verifier.setParameter(new EdDSAParameterSpec(true));
            }
            verify(verifier, key, content, signature, what);
        } catch (GeneralSecurityException e) {
            throw new InvalidSignatureException("this Java does not know the key's algorithm", e);
        }
    }

    private static boolean isPlain(PublicKey key, byte[] content, byte[] signature)
            throws GeneralSecurityException {
        Signature plain = Signature.getInstance("Ed25519");
        plain.initVerify(key);
        plain.update(content);
        try {
            return plain.verify(signature);
        } catch (SignatureException e) {
            return false;
        }
    }

    /** Verifies a signature by an algorithm of the caller's choice. */
    public static void verify(
            Signature verifier, PublicKey key, byte[] content, byte[] signature, String what)
            throws InvalidSignatureException {
        boolean right;
        try {
            verifier.initVerify(key);
            verifier.update(content);
            right = verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            throw new InvalidSignatureException(what + " is not signed by the key", e);
        }
        if (!right) {
            throw new InvalidSignatureException(what + " is not signed by the key");
        }
    }

    /** Refuses keys that nobody should trust any more, or that no format here uses. */
    public static void requireStrong(PublicKey key) throws InvalidSignatureException {
        algorithm(key);
    }

    private static String algorithm(PublicKey key) throws InvalidSignatureException {
        if (key instanceof ECPublicKey ec) {
            int bits = ec.getParams().getCurve().getField().getFieldSize();
            switch (bits) {
                case 256:
                    return "SHA256withECDSA";
                case 384:
                    return "SHA384withECDSA";
                case 521:
                    return "SHA512withECDSA";
                default:
                    throw new InvalidSignatureException("an EC key of %d bits".formatted(bits));
            }
        }
        if (key instanceof RSAPublicKey rsa) {
            if (rsa.getModulus().bitLength() < SMALLEST_RSA) {
                throw new InvalidSignatureException("the RSA key is shorter than 2048 bits");
            }
            return "SHA256withRSA";
        }
        if (key instanceof EdECPublicKey ed && ed.getParams().getName().equals("Ed25519")) {
            return "Ed25519";
        }
        throw new InvalidSignatureException(
                "a key of the kind %s cannot be used".formatted(key.getAlgorithm()));
    }
}
