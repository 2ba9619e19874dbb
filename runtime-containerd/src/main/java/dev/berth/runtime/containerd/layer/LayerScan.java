package dev.berth.runtime.containerd.layer;

import dev.berth.shared.tar.TarEntry;
import dev.berth.shared.tar.TarReader;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads a layer to its end before containerd unpacks it: checks its limits, computes its digest,
 * and finds the file capabilities that containerd would lose.
 */
final class LayerScan {
    private static final int BUFFER = 64 * 1024;

    /** Files, links, devices, folders, pipes; what else there is, Docker does not unpack either. */
    private static final String TYPES = "\0" + "0123456";

    private LayerScan() {}

    /**
     * Returns what there is to know of the layer, or throws if there is something wrong with it.
     */
    static ScannedLayer read(Path blob, UnpackLimits limits) throws IOException {
        try (InputStream bytes = Files.newInputStream(blob)) {
            return read(bytes, limits);
        }
    }

    static ScannedLayer read(InputStream blob, UnpackLimits limits) throws IOException {
        InputStream bytes = new BufferedInputStream(blob, BUFFER);
        Compression compression = Compression.of(bytes);
        LostCapabilities capabilities = new LostCapabilities();
        try (InputStream unpacked = compression.open(bytes)) {
            DigestingStream plain = new DigestingStream(unpacked, limits);
            LimitCounter counter = new LimitCounter(limits);
            TarReader tar =
                    new TarReader(new BufferedInputStream(plain, BUFFER), limits::checkExtension);
            for (Optional<TarEntry> e = tar.next(); e.isPresent(); e = tar.next()) {
                requireKnownType(e.get());
                counter.add(e.get());
                capabilities.accept(e.get());
            }
            return new ScannedLayer(compression, plain.digest(), capabilities.list());
        }
    }

    private static void requireKnownType(TarEntry entry) throws IOException {
        if (TYPES.indexOf(entry.type()) < 0) {
            throw new IOException(
                    "its entry %s is of type '%s'".formatted(entry.name(), entry.type()));
        }
    }
}
