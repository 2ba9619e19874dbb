package dev.berth.policy.sigstore;

import dev.berth.plugin.Digest;
import dev.berth.policy.json.InvalidDocumentException;
import dev.berth.policy.json.StrictObject;
import dev.berth.policy.signature.InvalidSignatureException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;

/**
 * A Merkle audit path: an entry is in a tree (RFC 9162, section 2.1.3.2).
 *
 * @param index of the entry
 * @param size of the tree
 * @param rootHash of the tree
 * @param path from the entry's sibling up
 * @param checkpoint the log's signed word that this is its tree
 */
record InclusionProof(
        long index, long size, byte[] rootHash, List<byte[]> path, String checkpoint) {
    private static final int HASH_BYTES = 32;
    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    static InclusionProof read(StrictObject proof) throws InvalidDocumentException {
        proof.requireOnly("logIndex", "rootHash", "treeSize", "hashes", "checkpoint");
        StrictObject checkpoint = proof.object("checkpoint");
        checkpoint.requireOnly("envelope");
        return new InclusionProof(
                proof.longText("logIndex"),
                proof.longText("treeSize"),
                proof.bytes("rootHash"),
                proof.has("hashes") ? proof.bytesList("hashes") : List.of(),
                checkpoint.text("envelope"));
    }

    /** Verifies that the tree has the entry. */
    void verify(byte[] entry) throws InvalidSignatureException {
        if (index >= size) {
            throw wrong();
        }
        long node = index;
        long last = size - 1;
        byte[] hash = hash(LEAF, entry, new byte[0]);
        for (byte[] sibling : path) {
            if (last == 0 || sibling.length != HASH_BYTES) {
                throw wrong();
            }
            if ((node & 1) == 1 || node == last) {
                hash = hash(NODE, sibling, hash);
                while ((node & 1) == 0 && node != 0) {
                    node >>= 1;
                    last >>= 1;
                }
            } else {
                hash = hash(NODE, hash, sibling);
            }
            node >>= 1;
            last >>= 1;
        }
        if (last != 0 || !Arrays.equals(hash, rootHash)) {
            throw wrong();
        }
    }

    private static byte[] hash(byte kind, byte[] left, byte[] right) {
        MessageDigest hasher = Digest.hasher(Digest.SHA256);
        hasher.update(kind);
        hasher.update(left);
        return hasher.digest(right);
    }

    private static InvalidSignatureException wrong() {
        return new InvalidSignatureException("the log does not have the entry");
    }
}
