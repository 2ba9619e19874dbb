package dev.berth.runtime.containerd.layer;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/** Looks for a layer that reading neither walks over nor refuses. */
class ALayerFuzz {
    @FuzzTest
    void isReadOrRefused(byte[] archive) {
        TarReader reader = new TarReader(new ByteArrayInputStream(archive));
        try {
            while (reader.next().isPresent()) {}
        } catch (IOException e) {
            // Refused, as it should be.
            return;
        }
    }
}
