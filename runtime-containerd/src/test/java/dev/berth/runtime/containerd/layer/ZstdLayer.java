package dev.berth.runtime.containerd.layer;

import dev.berth.spi.Descriptor;
import java.io.IOException;
import java.nio.file.Path;

/** A layer in zstd, for tests outside of this package. */
public record ZstdLayer(Descriptor descriptor, Path blob, String diffId) {

    public static ZstdLayer in(Path folder) throws IOException {
        byte[] tar = new LayerTar().file("f", "hello").end().bytes();
        Path blob = folder.resolve("blob");
        return new ZstdLayer(
                LayerTar.write(blob, LayerTar.ZSTD, LayerTar.zstd(tar)), blob, Sha256.of(tar));
    }
}
