package dev.berth.policy.sigstore;

import dev.berth.policy.json.InvalidDocumentException;
import dev.berth.policy.signature.InvalidSignatureException;
import dev.berth.policy.signature.SignedManifest;
import dev.berth.policy.signature.SigningCertificate;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Verifies a bundle that was signed with a short-lived certificate: the transparency log promised
 * and has the entry, the certificate was valid when the log took it, a certificate log knows it,
 * and it is of the issuer and identity that the operator names. Nothing is asked of the network.
 */
public final class KeylessVerifier {

    /** Fulcio's extension that names the issuer of the identity. */
    private static final String ISSUER = "1.3.6.1.4.1.57264.1.8";

    private static final Set<Integer> EMAIL_OR_URI = Set.of(1, 6);

    private final TrustedRoot root;
    private final String issuer;
    private final String identity;

    /**
     * @param issuer who vouched for the identity, exactly
     * @param identity the certificate's one email address or URI, exactly
     */
    public KeylessVerifier(TrustedRoot root, String issuer, String identity) {
        this.root = Objects.requireNonNull(root, "root");
        this.issuer = Objects.requireNonNull(issuer, "issuer");
        this.identity = Objects.requireNonNull(identity, "identity");
    }

    /** Verifies a signature of a manifest. */
    public void verify(byte[] document, SignedManifest manifest) throws InvalidSignatureException {
        try {
            SigstoreBundle bundle = SigstoreBundle.read(document);
            byte[] der =
                    bundle.certificate()
                            .orElseThrow(
                                    () ->
                                            new InvalidSignatureException(
                                                    "the bundle has no certificate"));
            X509Certificate leaf = SigningCertificate.of(der);
            if (bundle.logEntries().size() != 1) {
                throw new InvalidSignatureException("the bundle has not one log entry");
            }
            RekorEntry entry = RekorEntry.read(bundle.logEntries().get(0));
            entry.verify(root, bundle.statement(), der);
            SigningCertificate.requireCodeSigning(leaf);
            CertificateTimestamp.require(leaf, root.issuer(leaf, entry.integrated()), root);
            requireSigner(leaf);
            bundle.statement().verify(leaf.getPublicKey(), manifest);
        } catch (InvalidDocumentException e) {
            throw new InvalidSignatureException("the bundle: " + e.getMessage(), e);
        }
    }

    private void requireSigner(X509Certificate leaf) throws InvalidSignatureException {
        byte[] extension = leaf.getExtensionValue(ISSUER);
        if (extension == null || !issuer.equals(issuer(extension))) {
            throw new InvalidSignatureException(
                    "the certificate's identity was not vouched for by " + issuer);
        }
        try {
            Collection<List<?>> names = leaf.getSubjectAlternativeNames();
            if (names == null
                    || names.size() != 1
                    || !names.stream()
                            .allMatch(
                                    name ->
                                            EMAIL_OR_URI.contains(name.get(0))
                                                    && identity.equals(name.get(1)))) {
                throw new InvalidSignatureException("the certificate is not of " + identity);
            }
        } catch (CertificateParsingException e) {
            throw new InvalidSignatureException("the certificate's names cannot be read", e);
        }
    }

    private static String issuer(byte[] extension) throws InvalidSignatureException {
        DerValue text = DerValue.of(DerValue.of(extension).content(DerValue.OCTETS));
        return new String(text.content(DerValue.UTF8_TEXT), StandardCharsets.UTF_8);
    }
}
