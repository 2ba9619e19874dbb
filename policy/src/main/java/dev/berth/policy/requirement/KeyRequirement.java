package dev.berth.policy.requirement;

import dev.berth.policy.cosign.SimpleSigningVerifier;
import dev.berth.policy.signature.InvalidSignatureException;
import dev.berth.policy.signature.SignedManifest;
import dev.berth.policy.sigstore.KeyBundleVerifier;
import java.security.PublicKey;

/** A signature by a key of cosign's, in the form of either of its versions. */
public final class KeyRequirement implements SignatureRequirement {
    private final String path;
    private final SimpleSigningVerifier payloads;
    private final KeyBundleVerifier bundles;

    /**
     * @param path of the key, as the policy writes it
     */
    public KeyRequirement(String path, PublicKey key) {
        this.path = path;
        this.payloads = new SimpleSigningVerifier(key);
        this.bundles = new KeyBundleVerifier(key);
    }

    @Override
    public String signer() {
        return "cosign key " + path;
    }

    @Override
    public boolean reads(Evidence.Format format) {
        return format != Evidence.Format.NOTATION_JWS;
    }

    @Override
    public void verify(Evidence evidence, SignedManifest manifest)
            throws InvalidSignatureException {
        if (evidence.format() == Evidence.Format.SIMPLE_SIGNING) {
            payloads.verify(evidence.content(), evidence.signature(), manifest);
        } else {
            bundles.verify(evidence.content(), manifest);
        }
    }
}
