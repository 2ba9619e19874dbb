package dev.berth.shared.protocol.authz;

import dev.berth.driver.InvalidMessageException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;

/** The certificate of a TLS client as Docker writes it: its PEM text, once more in base64. */
final class PeerCertificate {
    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

    private PeerCertificate() {}

    static String write(X509Certificate certificate) {
        try {
            String pem =
                    "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n"
                            .formatted(LINES.encodeToString(certificate.getEncoded()));
            return Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.US_ASCII));
        } catch (CertificateEncodingException e) {
            throw new IllegalArgumentException("a certificate that cannot be encoded", e);
        }
    }

    static X509Certificate read(String text) {
        try {
            byte[] pem = Base64.getDecoder().decode(text);
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509")
                            .generateCertificate(new ByteArrayInputStream(pem));
        } catch (IllegalArgumentException | CertificateException e) {
            throw new InvalidMessageException(
                    "\"RequestPeerCertificates\" has what is not a certificate in PEM and base64");
        }
    }
}
