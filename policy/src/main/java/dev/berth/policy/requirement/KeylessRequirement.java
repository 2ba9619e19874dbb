package dev.berth.policy.requirement;

import dev.berth.policy.signature.InvalidSignatureException;
import dev.berth.policy.signature.SignedManifest;
import dev.berth.policy.sigstore.KeylessVerifier;

/** A keyless signature of one identity. */
public record KeylessRequirement(String identity, KeylessVerifier verifier)
        implements SignatureRequirement {

    @Override
    public String signer() {
        return "sigstore identity " + identity;
    }

    @Override
    public boolean reads(Evidence.Format format) {
        return format == Evidence.Format.SIGSTORE_BUNDLE;
    }

    @Override
    public void verify(Evidence evidence, SignedManifest manifest)
            throws InvalidSignatureException {
        verifier.verify(evidence.content(), manifest);
    }
}
