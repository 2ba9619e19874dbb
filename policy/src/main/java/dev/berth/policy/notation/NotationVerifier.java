package dev.berth.policy.notation;

import dev.berth.policy.json.InvalidDocumentException;
import dev.berth.policy.json.StrictObject;
import dev.berth.policy.signature.InvalidSignatureException;
import dev.berth.policy.signature.SignedManifest;
import dev.berth.policy.signature.SigningCertificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;

/**
 * Verifies a signature of notation at the level {@code strict}, without revocation lists and
 * without time stamps: all certificates must be valid now. The chain must end in a certificate of
 * the trust store, and the leaf be one of the identities.
 */
public final class NotationVerifier {

    /** The artifact type of such a signature: the media type of its manifest's config. */
    public static final String SIGNATURE = "application/vnd.cncf.notary.signature";

    /** The media type of the layer that is the envelope. */
    public static final String ENVELOPE = "application/jose+json";

    private final List<X509Certificate> roots;
    private final List<SubjectIdentity> identities;
    private final InstantSource clock;

    /**
     * @param roots of the trust store
     * @param identities one of which is enough
     */
    public NotationVerifier(
            List<X509Certificate> roots, List<SubjectIdentity> identities, InstantSource clock) {
        this.roots = List.copyOf(roots);
        this.identities = List.copyOf(identities);
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /** Verifies a signature of a manifest, and returns the signer's name. */
    public String verify(byte[] envelope, SignedManifest manifest)
            throws InvalidSignatureException {
        try {
            JwsEnvelope jws = JwsEnvelope.verified(envelope);
            Instant now = clock.instant();
            requireTrust(jws.chain(), now);
            if (jws.expiry().isPresent() && !now.isBefore(jws.expiry().get())) {
                throw new InvalidSignatureException(
                        "the signature expired at %s".formatted(jws.expiry().get()));
            }
            StrictObject target = jws.payload().object("targetArtifact");
            target.requireText("digest", manifest.digest().toString());
            if (target.number("size") != manifest.size()) {
                throw target.wrong("size", "is not the manifest's");
            }
            return identity(jws.chain().get(0));
        } catch (InvalidDocumentException e) {
            throw new InvalidSignatureException("the envelope: " + e.getMessage(), e);
        }
    }

    private void requireTrust(List<X509Certificate> chain, Instant now)
            throws InvalidSignatureException {
        SigningCertificate.requireCodeSigning(chain.get(0));
        X509Certificate root = chain.get(chain.size() - 1);
        if (!roots.contains(root)) {
            throw new InvalidSignatureException(
                    "the certificate does not lead to a root of the trust store");
        }
        // A certificate that stands in the store itself is a path to itself.
        List<X509Certificate> path = chain.size() == 1 ? chain : chain.subList(0, chain.size() - 1);
        SigningCertificate.requirePath(path, root, now);
    }

    private String identity(X509Certificate leaf) throws InvalidSignatureException {
        for (SubjectIdentity identity : identities) {
            if (identity.matches(leaf.getSubjectX500Principal())) {
                return identity.toString();
            }
        }
        throw new InvalidSignatureException("the certificate's subject is none of the identities");
    }
}
