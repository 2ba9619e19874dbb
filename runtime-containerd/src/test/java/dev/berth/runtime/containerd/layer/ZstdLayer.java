package dev.berth.runtime.containerd.layer;

import dev.berth.plugin.Digest;
import dev.berth.spi.Descriptor;
import java.io.IOException;
import java.nio.file.Path;

/** A layer in zstd, for tests outside of this package. */
public record ZstdLayer(Descriptor descriptor, Path blob, Digest diffId) {

    public static ZstdLayer in(Path folder) throws IOException {
        byte[] tar = new LayerTar().file("f", "hello").end().bytes();
        Path blob = folder.resolve("blob");
        return new ZstdLayer(
                LayerTar.write(blob, LayerTar.ZSTD, LayerTar.zstd(tar)), blob, Digest.sha256(tar));
    }
}
