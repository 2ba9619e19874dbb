package dev.berth.policy.sigstore;

import dev.berth.policy.json.InvalidDocumentException;
import dev.berth.policy.signature.InvalidSignatureException;
import dev.berth.policy.signature.SignedManifest;
import java.security.PublicKey;
import java.util.Objects;

/**
 * Verifies a bundle by a key that the operator has. What a log says of it proves no more, and is
 * not looked at.
 */
public final class KeyBundleVerifier {

    /** The artifact type of a bundle, and the media type of the layer that is one. */
    public static final String BUNDLE = SigstoreBundle.MEDIA_TYPE;

    private final PublicKey key;

    public KeyBundleVerifier(PublicKey key) {
        this.key = Objects.requireNonNull(key, "key");
    }

    /** Verifies a signature of a manifest. */
    public void verify(byte[] bundle, SignedManifest manifest) throws InvalidSignatureException {
        try {
            SigstoreBundle.read(bundle).statement().verify(key, manifest);
        } catch (InvalidDocumentException e) {
            throw new InvalidSignatureException("the bundle: " + e.getMessage(), e);
        }
    }
}
