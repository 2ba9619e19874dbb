package dev.berth.policy.requirement;

import dev.berth.policy.signature.InvalidSignatureException;
import dev.berth.policy.signature.SignedManifest;

/** A signer that a plugin must be signed by. */
public interface SignatureRequirement {

    /** Returns whose signature it is, for a log: {@code cosign key keys/storage.pub}. */
    String signer();

    /** Returns whether a signature is of a format that can meet it. */
    boolean reads(Evidence.Format format);

    /** Verifies a signature that it {@link #reads}. */
    void verify(Evidence evidence, SignedManifest manifest) throws InvalidSignatureException;
}
