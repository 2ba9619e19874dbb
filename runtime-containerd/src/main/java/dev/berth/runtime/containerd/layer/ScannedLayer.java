package dev.berth.runtime.containerd.layer;

import dev.berth.plugin.Digest;
import java.util.List;

/**
 * The result of a {@link LayerScan}: the layer is within its limits.
 *
 * @param compression what it is compressed with
 * @param diffId the digest of its tar, uncompressed
 * @param lost the files that lose their capability
 */
record ScannedLayer(Compression compression, Digest diffId, List<LostCapabilities.Lost> lost) {
    ScannedLayer {
        lost = List.copyOf(lost);
    }
}
