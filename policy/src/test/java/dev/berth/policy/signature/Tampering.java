package dev.berth.policy.signature;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/** Changes a document in each of its bytes, one after the other, and cuts it. */
public final class Tampering {

    /** Judges a document, and throws if it refuses it. */
    public interface Judge {
        void judge(byte[] document) throws InvalidSignatureException;
    }

    private static final int[] MASKS = {0x01, 0x20};

    private static final int CUTS = 16;

    private Tampering() {}

    /**
     * Asserts that no changed document is taken.
     *
     * @param free texts of the document that nobody signs and nobody reads
     */
    public static void assertRefused(byte[] document, Judge judge, String... free) {
        TreeSet<Integer> taken = new TreeSet<>();
        for (int i = 0; i < document.length; i++) {
            for (int mask : MASKS) {
                byte[] changed = document.clone();
                changed[i] ^= (byte) mask;
                if (isTaken(changed, judge)) {
                    taken.add(i);
                }
            }
            if (i % CUTS == 0 && isTaken(Arrays.copyOf(document, i), judge)) {
                taken.add(i);
            }
        }
        String text = new String(document, StandardCharsets.ISO_8859_1);
        for (String one : List.of(free)) {
            int start = text.indexOf(one);
            taken.removeIf(i -> i >= start && i < start + one.length());
        }
        assertEquals(List.of(), List.copyOf(taken), "places where a change is taken");
    }

    private static boolean isTaken(byte[] document, Judge judge) {
        try {
            judge.judge(document);
            return true;
        } catch (InvalidSignatureException e) {
            return false;
        }
    }
}
