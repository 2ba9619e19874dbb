package dev.berth.policy.requirement;

import dev.berth.policy.notation.NotationVerifier;
import dev.berth.policy.signature.InvalidSignatureException;
import dev.berth.policy.signature.SignedManifest;

/** A signature by notation, of one of some identities. */
public record NotationRequirement(String trustStore, NotationVerifier verifier)
        implements SignatureRequirement {

    @Override
    public String signer() {
        return "notation trust store " + trustStore;
    }

    @Override
    public boolean reads(Evidence.Format format) {
        return format == Evidence.Format.NOTATION_JWS;
    }

    @Override
    public void verify(Evidence evidence, SignedManifest manifest)
            throws InvalidSignatureException {
        verifier.verify(evidence.content(), manifest);
    }
}
