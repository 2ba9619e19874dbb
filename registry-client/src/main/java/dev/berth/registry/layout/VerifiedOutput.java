package dev.berth.registry.layout;

import dev.berth.shared.content.VerifyingStream;
import dev.berth.spi.Descriptor;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Makes streams of blobs of this host that are verified on their way into a layout, so that a
 * damaged one does not get there.
 */
final class VerifiedOutput {
    private VerifiedOutput() {}

    /** Returns a stream that ends only if all bytes are right. */
    static InputStream checked(Descriptor blob, InputStream bytes) {
        return new VerifyingStream(
                new InterruptibleStream(bytes),
                Optional.of(blob.digest()),
                blob.size(),
                how -> new IOException("blob %s %s".formatted(blob.digest(), how)));
    }
}
