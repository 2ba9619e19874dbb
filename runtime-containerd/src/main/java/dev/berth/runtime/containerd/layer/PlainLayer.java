package dev.berth.runtime.containerd.layer;

import dev.berth.shared.oci.MediaTypes;
import dev.berth.spi.Descriptor;

/** A layer that is not compressed and lies in memory. */
final class PlainLayer {
    private PlainLayer() {}

    static Descriptor describe(byte[] archive) {
        return new Descriptor(MediaTypes.OCI_LAYER, Sha256.of(archive), archive.length);
    }
}
