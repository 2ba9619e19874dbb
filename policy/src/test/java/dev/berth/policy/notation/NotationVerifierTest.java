package dev.berth.policy.notation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.plugin.Digest;
import dev.berth.policy.signature.InvalidSignatureException;
import dev.berth.policy.signature.RecordedRepository;
import dev.berth.policy.signature.SignedManifest;
import dev.berth.policy.signature.Tampering;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Against signatures of the real notation: by its own RSA key, and by an EC key of a CA. */
class NotationVerifierTest {
    private static final SignedManifest PLUGIN = RecordedRepository.plugin();
    private static final byte[] RSA =
            RecordedRepository.referrerBlob(text -> header(text).contains("PS256"));
    private static final byte[] EC =
            RecordedRepository.referrerBlob(
                    text -> header(text).contains("ES384") && !header(text).contains("expiry"));
    private static final byte[] EXPIRING =
            RecordedRepository.referrerBlob(text -> header(text).contains("expiry"));
    private static final String ACME = "x509.subject: C=DE, ST=BE, O=Acme";
    private static final String NOTARY = "x509.subject: C=US, ST=WA, O=Notary, CN=acme";

    @Test
    void takesWhatNotationSigned() throws Exception {
        assertEquals(ACME, verifier("ec/ca.crt", ACME, soon()).verify(EC, PLUGIN));
        assertEquals(NOTARY, verifier("rsa/acme.crt", NOTARY, soon()).verify(RSA, PLUGIN));
    }

    @Test
    void refusesEveryChangeButThatOfTheSigningAgent() throws Exception {
        NotationVerifier ec = verifier("ec/ca.crt", ACME, soon());
        Tampering.assertRefused(EC, changed -> ec.verify(changed, PLUGIN), "notation-go/1.3.2");
        NotationVerifier rsa = verifier("rsa/acme.crt", NOTARY, soon());
        Tampering.assertRefused(RSA, changed -> rsa.verify(changed, PLUGIN), "notation-go/1.3.2");
    }

    @Test
    void refusesARootThatIsNotInTheTrustStore() {
        assertRefused(
                "root of the trust store", verifier("rsa/acme.crt", ACME, soon()), EC, PLUGIN);
        assertRefused(
                "root of the trust store", verifier("ec/ca.crt", NOTARY, soon()), RSA, PLUGIN);
    }

    @Test
    void refusesASubjectThatIsNoneOfTheIdentities() {
        for (String other :
                new String[] {
                    "x509.subject: C=DE, ST=BE, O=Acme, CN=other",
                    "x509.subject: C=DE, ST=BE, O=Acm",
                    "x509.subject: C=DE, ST=BE, O=Acme, OU=storage"
                }) {
            assertRefused("identities", verifier("ec/ca.crt", other, soon()), EC, PLUGIN);
        }
    }

    @Test
    void refusesAnotherDigestAndAnotherSize() {
        NotationVerifier verifier = verifier("ec/ca.crt", ACME, soon());
        String repository = PLUGIN.repository();
        Digest other = Digest.sha256(new byte[1]);
        assertRefused(
                "/targetArtifact/digest",
                verifier,
                EC,
                new SignedManifest(repository, other, PLUGIN.size()));
        assertRefused(
                "/targetArtifact/size",
                verifier,
                EC,
                new SignedManifest(repository, PLUGIN.digest(), PLUGIN.size() + 1));
    }

    @Test
    void refusesASignatureAfterItsExpiryAndACertificateAfterItsOwn() throws Exception {
        verifier("ec/ca.crt", ACME, soon()).verify(EXPIRING, PLUGIN);
        Instant later = soon().plus(Duration.ofMinutes(2));
        assertRefused("expired at", verifier("ec/ca.crt", ACME, later), EXPIRING, PLUGIN);
        Instant nextWeek = soon().plus(Duration.ofDays(7));
        assertRefused("trusted root", verifier("rsa/acme.crt", NOTARY, nextWeek), RSA, PLUGIN);
        Instant before = soon().minus(Duration.ofDays(7));
        assertRefused("trusted root", verifier("ec/ca.crt", ACME, before), EC, PLUGIN);
    }

    @Test
    void takesIdentitiesThatAreWhole() throws Exception {
        assertEquals(ACME, SubjectIdentity.parse(ACME).toString());
        SubjectIdentity.parse("x509.subject:C=DE,ST=BE,O=Acme\\, Inc.,OU=x");
        for (String wrong :
                new String[] {
                    "C=DE, ST=BE, O=Acme",
                    "x509.subject: C=DE, O=Acme",
                    "x509.subject: C=DE, ST=BE, O=Acme, O=Other",
                    "x509.subject: C=DE, ST=BE, O=Acme, X=1",
                    "x509.subject: C=DE+ST=BE, O=Acme",
                    "x509.subject: *",
                    "x509.subject:"
                }) {
            assertThrows(
                    InvalidSignatureException.class, () -> SubjectIdentity.parse(wrong), wrong);
        }
    }

    private static void assertRefused(
            String reason, NotationVerifier verifier, byte[] envelope, SignedManifest manifest) {
        InvalidSignatureException refused =
                assertThrows(
                        InvalidSignatureException.class, () -> verifier.verify(envelope, manifest));
        assertTrue(refused.getMessage().contains(reason), refused.getMessage());
    }

    private static String header(String text) {
        return text.contains("\"protected\"") ? RecordedRepository.decoded(text, "/protected") : "";
    }

    /** A time at which everything recorded was valid. */
    private static Instant soon() {
        return certificate("ec/ca.crt").getNotBefore().toInstant().plusSeconds(10);
    }

    private static NotationVerifier verifier(String root, String identity, Instant now) {
        try {
            return new NotationVerifier(
                    List.of(certificate(root)),
                    List.of(SubjectIdentity.parse(identity)),
                    () -> now);
        } catch (InvalidSignatureException e) {
            throw new AssertionError(e);
        }
    }

    private static X509Certificate certificate(String name) {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509")
                            .generateCertificate(
                                    new ByteArrayInputStream(
                                            RecordedRepository.file("truststore/" + name)));
        } catch (CertificateException e) {
            throw new AssertionError(e);
        }
    }
}
