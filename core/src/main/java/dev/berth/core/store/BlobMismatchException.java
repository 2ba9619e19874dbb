package dev.berth.core.store;

import dev.berth.plugin.Digest;
import dev.berth.spi.Descriptor;
import java.io.IOException;

/** Content whose size or digest is not its descriptor's. */
public final class BlobMismatchException extends IOException {
    private static final long serialVersionUID = 1L;

    BlobMismatchException(Descriptor promised, Digest digest, long size) {
        super(
                "%s of %d bytes was promised, %s of %d bytes came"
                        .formatted(promised.digest(), promised.size(), digest, size));
    }

    BlobMismatchException(Descriptor promised) {
        super(
                "%s of %d bytes was promised, more came"
                        .formatted(promised.digest(), promised.size()));
    }
}
