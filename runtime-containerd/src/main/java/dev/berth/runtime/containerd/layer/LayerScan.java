package dev.berth.runtime.containerd.layer;

import dev.berth.plugin.Digest;
import dev.berth.shared.tar.TarEntry;
import dev.berth.shared.tar.TarReader;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Reads a layer's tar to its end, checks its limits, and computes its digest. */
final class LayerScan {
    private static final int BUFFER = 64 * 1024;

    /** Files, links, devices, folders, pipes; what else there is, Docker does not unpack either. */
    private static final String TYPES = "\0" + "0123456";

    private LayerScan() {}

    /** Takes the entries of a layer, which are within its limits. */
    interface EntrySink {
        /** Takes the next one. */
        void accept(TarEntry entry, TarReader content) throws IOException, InterruptedException;
    }

    /**
     * Returns the digest of a tar, or throws if there is something wrong with it. The entries
     * before that have been taken then.
     */
    static Digest read(InputStream tar, UnpackLimits limits, EntrySink sink)
            throws IOException, InterruptedException {
        DigestingStream plain = new DigestingStream(tar, limits);
        LimitCounter counter = new LimitCounter(limits);
        TarReader reader =
                new TarReader(new BufferedInputStream(plain, BUFFER), limits::checkExtension);
        for (Optional<TarEntry> e = reader.next(); e.isPresent(); e = reader.next()) {
            requireKnownType(e.get());
            counter.add(e.get());
            sink.accept(e.get(), reader);
        }
        return plain.digest();
    }

    private static void requireKnownType(TarEntry entry) throws IOException {
        if (TYPES.indexOf(entry.type()) < 0) {
            throw new IOException(
                    "its entry %s is of type '%s'".formatted(entry.name(), entry.type()));
        }
    }
}
