package dev.berth.runtime.containerd.layer;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/** Looks for a layer that is neither read to its end nor refused, or that takes much memory. */
class ALayerFuzz {
    private static final UnpackLimits LIMITS =
            new UnpackLimits(1 << 20, 1000, 4096, 1 << 16, 1 << 18);

    @FuzzTest
    void isReadOrRefused(byte[] blob) {
        try {
            LayerScan.read(new ByteArrayInputStream(blob), LIMITS);
        } catch (IOException e) {
            // Refused, as it should be.
            return;
        }
    }
}
