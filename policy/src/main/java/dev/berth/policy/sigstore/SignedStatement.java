package dev.berth.policy.sigstore;

import dev.berth.policy.json.InvalidDocumentException;
import dev.berth.policy.json.StrictJson;
import dev.berth.policy.json.StrictObject;
import dev.berth.policy.signature.InvalidSignatureException;
import dev.berth.policy.signature.KeySignature;
import dev.berth.policy.signature.SignedManifest;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.util.Arrays;

/**
 * An in-toto statement (v1) in a DSSE envelope with one signature.
 *
 * @param payload the statement's bytes
 * @param signature over the envelope's pre-authentication encoding
 */
record SignedStatement(byte[] payload, byte[] signature) {
    private static final String PAYLOAD_TYPE = "application/vnd.in-toto+json";
    private static final String STATEMENT_TYPE = "https://in-toto.io/Statement/v1";

    /** What cosign's signature says; another predicate is an attestation, and no signature. */
    private static final String PREDICATE_TYPE = "https://sigstore.dev/cosign/sign/v1";

    private static final int LIMIT = 1 << 20;

    static SignedStatement read(StrictObject envelope) throws InvalidDocumentException {
        envelope.requireOnly("payload", "payloadType", "signatures");
        envelope.requireText("payloadType", PAYLOAD_TYPE);
        StrictObject signature = envelope.only("signatures");
        signature.requireOnly("sig", "keyid");
        if (!signature.optionalText("keyid").orElse("").isEmpty()) {
            throw signature.wrong("keyid", "is not empty");
        }
        return new SignedStatement(envelope.bytes("payload"), signature.bytes("sig"));
    }

    /** Verifies the signature, and that it is one of a manifest. */
    void verify(PublicKey key, SignedManifest manifest)
            throws InvalidSignatureException, InvalidDocumentException {
        KeySignature.verify(key, preAuthenticationEncoding(), signature, "the statement");
        StrictObject statement = StrictJson.parse(payload, LIMIT);
        statement.requireText("predicateType", PREDICATE_TYPE);
        statement.requireText("_type", STATEMENT_TYPE);
        statement
                .only("subject")
                .object("digest")
                .requireText(manifest.digest().algorithm(), manifest.digest().hex());
    }

    /** Returns what is signed: type and payload, each with its length. */
    private byte[] preAuthenticationEncoding() {
        byte[] head =
                "DSSEv1 %d %s %d "
                        .formatted(PAYLOAD_TYPE.length(), PAYLOAD_TYPE, payload.length)
                        .getBytes(StandardCharsets.US_ASCII);
        byte[] all = Arrays.copyOf(head, head.length + payload.length);
        System.arraycopy(payload, 0, all, head.length, payload.length);
        return all;
    }
}
