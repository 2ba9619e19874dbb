package dev.berth.runtime.containerd.layer;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.berth.shared.tar.TarHeader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Looks for a layer that is neither read to its end nor refused, that takes much memory, or that
 * writes outside of its root filesystem.
 */
class LayerScanFuzz {
    private static final UnpackLimits LIMITS =
            new UnpackLimits(1 << 20, 1000, 4096, 1 << 16, 1 << 18);

    @FuzzTest
    void isReadOrRefused(byte[] blob) throws IOException {
        read(blob);
        read(withRightSums(blob));
    }

    private static void read(byte[] blob) throws IOException {
        try (UnpackSandbox sandbox = new UnpackSandbox()) {
            sandbox.unpack(blob, LIMITS);
        }
    }

    /** A change by chance never has the right sum, and what comes after it would not be reached. */
    private static byte[] withRightSums(byte[] blob) {
        byte[] right = blob.clone();
        for (int at = 0; at + TarHeader.BLOCK <= right.length; at += TarHeader.BLOCK) {
            int sum = 8 * ' ';
            for (int i = 0; i < TarHeader.BLOCK; i++) {
                sum += i >= 148 && i < 156 ? 0 : right[at + i] & 0xff;
            }
            if (sum > 8 * ' ') {
                byte[] digits = "%07o\0".formatted(sum).getBytes(StandardCharsets.US_ASCII);
                System.arraycopy(digits, 0, right, at + 148, digits.length);
            }
        }
        return right;
    }
}
