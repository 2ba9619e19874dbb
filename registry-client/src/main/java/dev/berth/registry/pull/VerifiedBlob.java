package dev.berth.registry.pull;

import dev.berth.plugin.Digest;
import dev.berth.plugin.error.RegistryException;
import dev.berth.registry.call.RegistryErrors;
import dev.berth.shared.content.VerifyingStream;
import dev.berth.spi.Descriptor;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Makes streams of blobs that are verified as they are read, by digest or by size alone, and fail
 * with a {@link RegistryException}.
 */
public final class VerifiedBlob {
    private VerifiedBlob() {}

    /**
     * Returns a blob's bytes, checked.
     *
     * @param bytes from the offset on; of a part of a blob only the size can be checked
     */
    public static InputStream of(
            InputStream bytes, Descriptor blob, long offset, RegistryErrors failures) {
        Optional<Digest> whole = offset == 0 ? Optional.of(blob.digest()) : Optional.empty();
        return of(bytes, whole, blob.size() - offset, failures);
    }

    /** Returns bytes of a blob of which only the size is checked. */
    public static InputStream ofSize(InputStream bytes, long size, RegistryErrors failures) {
        return of(bytes, Optional.empty(), size, failures);
    }

    private static InputStream of(
            InputStream bytes, Optional<Digest> digest, long size, RegistryErrors failures) {
        return new ErrorTranslatingStream(
                new VerifyingStream(bytes, digest, size, how -> wrapped(failures.corrupt(how))),
                failures);
    }

    static IOException wrapped(RegistryException failure) {
        return new IOException(failure.getMessage(), failure);
    }
}
