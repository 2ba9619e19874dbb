package dev.berth.policy.sigstore;

import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.berth.plugin.Digest;
import dev.berth.policy.signature.InvalidSignatureException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Against trees built as RFC 9162 defines them, by recursion. */
class InclusionProofTest {
    private static final int LARGEST = 20;

    @Test
    void findsEachEntryOfEachTreeAndNoOther() throws Exception {
        for (int size = 1; size <= LARGEST; size++) {
            List<byte[]> entries = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                entries.add(new byte[] {(byte) i});
            }
            byte[] root = root(entries);
            for (int index = 0; index < size; index++) {
                List<byte[]> path = path(index, entries);
                proof(index, size, root, path).verify(entries.get(index));
                assertRefused(proof(index, size, root, path), new byte[] {(byte) (index + 1)});
                assertRefused(proof(index ^ 1, size + 1, root, path), entries.get(index));
                assertRefused(proof(size, size, root, path), entries.get(index));
                List<byte[]> longer = new ArrayList<>(path);
                longer.add(root);
                assertRefused(proof(index, size, root, longer), entries.get(index));
                if (!path.isEmpty()) {
                    List<byte[]> shorter = path.subList(0, path.size() - 1);
                    assertRefused(proof(index, size, root, shorter), entries.get(index));
                    assertRefused(proof(index ^ 1, size, root, path), entries.get(index));
                }
            }
        }
    }

    private static void assertRefused(InclusionProof proof, byte[] entry) {
        assertThrows(InvalidSignatureException.class, () -> proof.verify(entry));
    }

    private static InclusionProof proof(long index, long size, byte[] root, List<byte[]> path) {
        return new InclusionProof(index, size, root, path, "");
    }

    private static byte[] root(List<byte[]> entries) {
        if (entries.size() == 1) {
            return hash(0, entries.get(0), new byte[0]);
        }
        int half = Integer.highestOneBit(entries.size() - 1);
        return hash(1, root(entries.subList(0, half)), root(entries.subList(half, entries.size())));
    }

    private static List<byte[]> path(int index, List<byte[]> entries) {
        if (entries.size() == 1) {
            return List.of();
        }
        int half = Integer.highestOneBit(entries.size() - 1);
        List<byte[]> left = entries.subList(0, half);
        List<byte[]> right = entries.subList(half, entries.size());
        List<byte[]> path =
                new ArrayList<>(index < half ? path(index, left) : path(index - half, right));
        path.add(root(index < half ? right : left));
        return path;
    }

    private static byte[] hash(int kind, byte[] left, byte[] right) {
        MessageDigest hasher = Digest.hasher(Digest.SHA256);
        hasher.update((byte) kind);
        hasher.update(left);
        return hasher.digest(right);
    }
}
