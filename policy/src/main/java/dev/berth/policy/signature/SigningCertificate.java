package dev.berth.policy.signature;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** X.509 certificates for signing code, and the path to a root that is trusted (RFC 5280). */
public final class SigningCertificate {
    private static final String CODE_SIGNING = "1.3.6.1.5.5.7.3.3";
    private static final int DIGITAL_SIGNATURE = 0;

    private static final Pattern PEM =
            Pattern.compile(
                    "\\s*-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\\s]+)"
                            + "-----END CERTIFICATE-----\\s*");

    private SigningCertificate() {}

    /** Returns a certificate, whose bytes are all of it. */
    public static X509Certificate of(byte[] der) throws InvalidSignatureException {
        try {
            X509Certificate certificate =
                    (X509Certificate)
                            CertificateFactory.getInstance("X.509")
                                    .generateCertificate(new ByteArrayInputStream(der));
            if (!Arrays.equals(certificate.getEncoded(), der)) {
                throw new InvalidSignatureException("a certificate has bytes that are none of it");
            }
            return certificate;
        } catch (GeneralSecurityException | ClassCastException e) {
            throw new InvalidSignatureException("a certificate is not well-formed", e);
        }
    }

    /** Returns the one certificate of a file in PEM or DER form. */
    public static X509Certificate file(byte[] content) throws InvalidSignatureException {
        Matcher pem = PEM.matcher(new String(content, StandardCharsets.ISO_8859_1));
        try {
            return of(pem.matches() ? Base64.getMimeDecoder().decode(pem.group(1)) : content);
        } catch (IllegalArgumentException e) {
            throw new InvalidSignatureException("a certificate is not in PEM form", e);
        }
    }

    /** Refuses a certificate that is not for signing code. */
    public static void requireCodeSigning(X509Certificate leaf) throws InvalidSignatureException {
        try {
            List<String> uses = leaf.getExtendedKeyUsage();
            boolean[] usage = leaf.getKeyUsage();
            if (uses == null || !uses.contains(CODE_SIGNING)) {
                throw new InvalidSignatureException("the certificate is not for signing code");
            }
            if (usage == null || !usage[DIGITAL_SIGNATURE]) {
                throw new InvalidSignatureException("the certificate's key is not for signatures");
            }
        } catch (GeneralSecurityException e) {
            throw new InvalidSignatureException("the certificate's use cannot be read", e);
        }
        KeySignature.requireStrong(leaf.getPublicKey());
    }

    /**
     * Validates a path, without revocation: nothing is asked of the network.
     *
     * @param path from the leaf on, without the root
     * @param time at which all of it must have been valid
     */
    public static void requirePath(List<X509Certificate> path, X509Certificate root, Instant time)
            throws InvalidSignatureException {
        try {
            Date date = Date.from(time);
            root.checkValidity(date);
            TrustAnchor anchor =
                    new TrustAnchor(root.getSubjectX500Principal(), root.getPublicKey(), null);
            PKIXParameters parameters = new PKIXParameters(Set.of(anchor));
            parameters.setRevocationEnabled(false);
            parameters.setDate(date);
            CertPathValidator.getInstance("PKIX")
                    .validate(
                            CertificateFactory.getInstance("X.509").generateCertPath(path),
                            parameters);
        } catch (GeneralSecurityException e) {
            throw new InvalidSignatureException(
                    "the certificate does not lead to a trusted root at %s".formatted(time), e);
        }
    }
}
