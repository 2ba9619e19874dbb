package dev.berth.runtime.containerd.layer;

import dev.berth.shared.oci.MediaTypes;
import java.io.IOException;

/** Checks the media types of layers. */
final class LayerTypes {
    private LayerTypes() {}

    /** Throws if the type is no layer's. */
    static void check(String mediaType) throws IOException {
        if (!MediaTypes.UNPACKABLE_LAYERS.contains(mediaType)) {
            throw new IOException(
                    "its type "
                            + mediaType
                            + " is unknown; layers are tar archives, plain or in gzip or zstd");
        }
    }
}
