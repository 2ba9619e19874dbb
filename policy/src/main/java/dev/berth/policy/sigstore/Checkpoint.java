package dev.berth.policy.sigstore;

import dev.berth.policy.signature.InvalidSignatureException;
import dev.berth.policy.signature.KeySignature;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A log's <a href="https://github.com/C2SP/C2SP/blob/main/tlog-checkpoint.md">signed word of its
 * tree</a>, with one signature: origin, size and root hash in lines, an empty line, and the
 * signature behind the name of the signer and the first four bytes of the log's ID.
 *
 * @param note what is signed
 * @param origin the log's name, with its tree's number
 * @param signer the log's name
 * @param signature with the four bytes before it
 */
record Checkpoint(
        String note, String origin, long size, byte[] rootHash, String signer, byte[] signature) {
    private static final int HINT_BYTES = 4;
    private static final Pattern FORM =
            Pattern.compile(
                    "(([^\\n]+)\\n([0-9]{1,18})\\n([A-Za-z0-9+/=]+)\\n(?:[^\\n]+\\n){0,8})"
                            + "\\n\u2014 ([^ \\n]+) ([A-Za-z0-9+/=]+)\\n");

    static Checkpoint parse(String envelope) throws InvalidSignatureException {
        Matcher match = FORM.matcher(envelope);
        if (!match.matches()) {
            throw wrong();
        }
        try {
            return new Checkpoint(
                    match.group(1),
                    match.group(2),
                    Long.parseLong(match.group(3)),
                    Base64.getDecoder().decode(match.group(4)),
                    match.group(5),
                    decode(match.group(6)));
        } catch (IllegalArgumentException e) {
            throw wrong();
        }
    }

    /** Decodes what is signed by nobody: one value has one form. */
    private static byte[] decode(String text) {
        byte[] bytes = Base64.getDecoder().decode(text);
        if (!Base64.getEncoder().encodeToString(bytes).equals(text)) {
            throw new IllegalArgumentException("not strict");
        }
        return bytes;
    }

    /** Verifies that the log has signed the tree of a proof. */
    void verify(PublicKey log, byte[] logId, InclusionProof proof)
            throws InvalidSignatureException {
        if (size != proof.size()
                || !Arrays.equals(rootHash, proof.rootHash())
                || !(origin + " ").startsWith(signer + " ")
                || signature.length <= HINT_BYTES
                || logId.length < HINT_BYTES
                || !Arrays.equals(signature, 0, HINT_BYTES, logId, 0, HINT_BYTES)) {
            throw wrong();
        }
        KeySignature.verify(
                log,
                note.getBytes(StandardCharsets.UTF_8),
                Arrays.copyOfRange(signature, HINT_BYTES, signature.length),
                "the log's checkpoint");
    }

    private static InvalidSignatureException wrong() {
        return new InvalidSignatureException("the log's checkpoint is not of the entry's tree");
    }
}
