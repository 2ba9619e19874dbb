package dev.berth.policy.sigstore;

import dev.berth.policy.json.InvalidDocumentException;
import dev.berth.policy.json.StrictJson;
import dev.berth.policy.json.StrictObject;
import java.util.List;
import java.util.Optional;

/**
 * A bundle of version 0.3: a signed statement and what proves whose the signature is.
 *
 * @param certificate the signer's, if it was signed without a key of the signer's own
 * @param logEntries each of a transparency log
 */
record SigstoreBundle(
        SignedStatement statement, Optional<byte[]> certificate, List<StrictObject> logEntries) {
    static final String MEDIA_TYPE = "application/vnd.dev.sigstore.bundle.v0.3+json";
    private static final int LIMIT = 1 << 20;

    static SigstoreBundle read(byte[] document) throws InvalidDocumentException {
        StrictObject bundle = StrictJson.parse(document, LIMIT);
        bundle.requireOnly("mediaType", "verificationMaterial", "dsseEnvelope");
        bundle.requireText("mediaType", MEDIA_TYPE);
        StrictObject material = bundle.object("verificationMaterial");
        material.requireOnly(
                "publicKey", "certificate", "tlogEntries", "timestampVerificationData");
        if (material.has("publicKey") == material.has("certificate")) {
            throw material.wrong("certificate", "and publicKey are both there, or neither is");
        }
        if (material.has("publicKey")) {
            // A hint says which key to try; the policy knows that.
            material.object("publicKey").requireOnly("hint");
        }
        return new SigstoreBundle(
                SignedStatement.read(bundle.object("dsseEnvelope")),
                certificate(material),
                material.has("tlogEntries") ? material.objects("tlogEntries") : List.of());
    }

    private static Optional<byte[]> certificate(StrictObject material)
            throws InvalidDocumentException {
        if (!material.has("certificate")) {
            return Optional.empty();
        }
        StrictObject certificate = material.object("certificate");
        certificate.requireOnly("rawBytes");
        return Optional.of(certificate.bytes("rawBytes"));
    }
}
