package dev.berth.policy.sigstore;

import dev.berth.plugin.Digest;
import dev.berth.policy.json.InvalidDocumentException;
import dev.berth.policy.json.StrictJson;
import dev.berth.policy.json.StrictObject;
import dev.berth.policy.signature.InvalidSignatureException;
import dev.berth.policy.signature.KeySignature;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * An entry of a transparency log (Rekor v1, kind {@code dsse} 0.0.1): who signed what, and when.
 *
 * @param integrated when the log took it
 * @param entry as the bundle has it
 */
record RekorEntry(Instant integrated, StrictObject entry) {
    private static final int BODY_LIMIT = 1 << 20;

    static RekorEntry read(StrictObject entry) throws InvalidDocumentException {
        entry.requireOnly(
                "logIndex",
                "logId",
                "kindVersion",
                "integratedTime",
                "inclusionPromise",
                "inclusionProof",
                "canonicalizedBody");
        entry.object("logId").requireOnly("keyId");
        StrictObject kind = entry.object("kindVersion");
        kind.requireOnly("kind", "version");
        kind.requireText("kind", "dsse");
        kind.requireText("version", "0.0.1");
        return new RekorEntry(Instant.ofEpochSecond(entry.longText("integratedTime")), entry);
    }

    /** Verifies that a trusted log has promised, and has, an entry of this very signature. */
    void verify(TrustedRoot root, SignedStatement statement, byte[] certificate)
            throws InvalidSignatureException, InvalidDocumentException {
        byte[] logId = entry.object("logId").bytes("keyId");
        PublicKey log = root.logKey(logId, integrated);
        byte[] body = entry.bytes("canonicalizedBody");
        StrictObject promise = entry.object("inclusionPromise");
        promise.requireOnly("signedEntryTimestamp");
        KeySignature.verify(
                log,
                timestampedEntry(logId),
                promise.bytes("signedEntryTimestamp"),
                "the log entry");
        InclusionProof proof = InclusionProof.read(entry.object("inclusionProof"));
        proof.verify(body);
        Checkpoint.parse(proof.checkpoint()).verify(log, logId, proof);
        requireBody(StrictJson.parse(body, BODY_LIMIT), statement, certificate);
    }

    /** Returns the canonical JSON (RFC 8785) that the log signed: names in order, no spaces. */
    private byte[] timestampedEntry(byte[] logId) throws InvalidDocumentException {
        return "{\"body\":\"%s\",\"integratedTime\":%d,\"logID\":\"%s\",\"logIndex\":%d}"
                .formatted(
                        entry.text("canonicalizedBody"),
                        integrated.getEpochSecond(),
                        HexFormat.of().formatHex(logId),
                        entry.longText("logIndex"))
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static void requireBody(
            StrictObject body, SignedStatement statement, byte[] certificate)
            throws InvalidSignatureException, InvalidDocumentException {
        body.requireText("kind", "dsse");
        body.requireText("apiVersion", "0.0.1");
        StrictObject spec = body.object("spec");
        StrictObject payloadHash = spec.object("payloadHash");
        payloadHash.requireText("algorithm", "sha256");
        payloadHash.requireText("value", Digest.sha256(statement.payload()).hex());
        StrictObject logged = spec.only("signatures");
        if (!Arrays.equals(logged.bytes("signature"), statement.signature())
                || !Arrays.equals(pemContent(logged.bytes("verifier")), certificate)) {
            throw new InvalidSignatureException("the log entry is about another signature");
        }
    }

    private static byte[] pemContent(byte[] pem) {
        String text = new String(pem, StandardCharsets.ISO_8859_1);
        return Base64.getMimeDecoder()
                .decode(text.replaceAll("-----(BEGIN|END) CERTIFICATE-----", ""));
    }
}
