package dev.berth.runtime.containerd.layer;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** Reads a layer through for what containerd does not get right. */
final class LayerScan {
    private static final int BUFFER = 64 * 1024;

    private LayerScan() {}

    /** Returns the files that lose their capability. */
    static List<LostCapabilities.Lost> lostCapabilities(Path blob)
            throws IOException, InterruptedException {
        LostCapabilities capabilities = new LostCapabilities();
        try (InputStream bytes = new BufferedInputStream(Files.newInputStream(blob), BUFFER)) {
            TarReader tar = new TarReader(plain(bytes));
            for (Optional<TarEntry> e = tar.next(); e.isPresent(); e = tar.next()) {
                capabilities.accept(e.get());
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
            }
        }
        return capabilities.list();
    }

    /** As containerd does, looks at the first bytes whatever the media type says. */
    private static InputStream plain(InputStream bytes) throws IOException {
        bytes.mark(2);
        boolean gzip = bytes.read() == 0x1f && bytes.read() == 0x8b;
        bytes.reset();
        return gzip ? new BufferedInputStream(new GZIPInputStream(bytes, BUFFER), BUFFER) : bytes;
    }
}
