package dev.berth.runtime.containerd.layer;

import dev.berth.plugin.Digest;
import dev.berth.shared.oci.MediaTypes;
import dev.berth.spi.Descriptor;

/** A layer that is not compressed and lies in memory. */
final class PlainLayer {
    private PlainLayer() {}

    static Descriptor describe(byte[] archive) {
        return Descriptor.of(MediaTypes.OCI_LAYER, Digest.sha256(archive), archive.length);
    }
}
