package dev.berth.runtime.containerd.layer;

import dev.berth.plugin.Digest;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a layer to its end, and makes nothing of it. */
final class BlobScan {
    private BlobScan() {}

    static Digest read(Path blob, UnpackLimits limits) throws IOException {
        try (InputStream bytes = Files.newInputStream(blob)) {
            return read(bytes, limits);
        }
    }

    static Digest read(InputStream blob, UnpackLimits limits) throws IOException {
        InputStream bytes = new BufferedInputStream(blob);
        LostCapabilities capabilities = new LostCapabilities();
        try (InputStream tar = Compression.of(bytes).open(bytes)) {
            return LayerScan.read(tar, limits, (entry, content) -> capabilities.accept(entry));
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
