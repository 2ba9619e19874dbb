package dev.berth.policy.notation;

import dev.berth.policy.signature.InvalidSignatureException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;

/**
 * The one algorithm of JSON Web Algorithms (RFC 7518) that the Notary Project has for a key; an
 * envelope that names another is refused.
 *
 * @param name in the envelope
 * @param hash by its Java name
 * @param hashBytes how long it is
 */
record JwsAlgorithm(String name, String hash, int hashBytes) {

    static JwsAlgorithm of(PublicKey key) throws InvalidSignatureException {
        if (key instanceof ECPublicKey ec) {
            int bits = ec.getParams().getCurve().getField().getFieldSize();
            return ofSize("ES", bits == 256 ? 256 : bits == 384 ? 384 : bits == 521 ? 512 : 0);
        }
        if (key instanceof RSAPublicKey rsa) {
            int bits = rsa.getModulus().bitLength();
            return ofSize("PS", bits == 2048 ? 256 : bits == 3072 ? 384 : bits == 4096 ? 512 : 0);
        }
        return ofSize("", 0);
    }

    private static JwsAlgorithm ofSize(String family, int bits) throws InvalidSignatureException {
        if (bits == 0) {
            throw new InvalidSignatureException(
                    "the certificate's key is none of EC 256, 384, 521 and RSA 2048, 3072, 4096");
        }
        return new JwsAlgorithm(family + bits, "SHA-" + bits, bits / 8);
    }

    Signature engine() throws InvalidSignatureException {
        try {
            if (name.startsWith("ES")) {
                return Signature.getInstance("SHA" + hashBytes * 8 + "withECDSAinP1363Format");
            }
            Signature engine = Signature.getInstance("RSASSA-PSS");
            MGF1ParameterSpec mask = new MGF1ParameterSpec(hash);
            engine.setParameter(new PSSParameterSpec(hash, "MGF1", mask, hashBytes, 1));
            return engine;
        } catch (GeneralSecurityException e) {
            throw new InvalidSignatureException("this Java does not know " + name, e);
        }
    }
}
