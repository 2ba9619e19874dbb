package dev.berth.runtime.containerd.layer;

import dev.berth.spi.Descriptor;

/** A layer that is not compressed and lies in memory. */
final class PlainLayer {
    private PlainLayer() {}

    static Descriptor describe(byte[] archive) {
        return new Descriptor(LayerTypes.TAR, Sha256.of(archive), archive.length);
    }
}
