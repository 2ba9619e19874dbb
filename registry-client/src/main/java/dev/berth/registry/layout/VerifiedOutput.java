package dev.berth.registry.layout;

import dev.berth.registry.content.VerifyingStream;
import dev.berth.spi.Descriptor;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** A blob of this host on its way into a layout: what is damaged here must not get there. */
final class VerifiedOutput {
    private VerifiedOutput() {}

    /** Returns its bytes, which end only when they are right. */
    static InputStream checked(Descriptor blob, InputStream bytes) {
        return new VerifyingStream(
                new InterruptibleStream(bytes),
                Optional.of(blob.digest()),
                blob.size(),
                how -> new IOException("blob %s %s".formatted(blob.digest(), how)));
    }
}
