package dev.berth.shared.content;

import dev.berth.plugin.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * Holds exactly the bytes that size and digest say: it hands out the last of them only when all of
 * them are right, so that no reader can forget to check.
 */
public final class VerifyingStream extends BulkFilterStream {
    private final Optional<Digest> digest;
    private final long size;
    private final Function<String, IOException> wrong;
    private final Optional<MessageDigest> hasher;
    private long count;
    private boolean verified;
    private IOException failure;

    /**
     * @param source closed with this stream
     * @param digest empty if the content is not all of a blob: then its size alone is checked
     * @param wrong makes the exception that says in which way the content is wrong
     */
    public VerifyingStream(
            InputStream source,
            Optional<Digest> digest,
            long size,
            Function<String, IOException> wrong) {
        super(source);
        this.digest = digest;
        this.size = size;
        this.wrong = wrong;
        this.hasher = digest.map(Digest::hasher);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, buffer.length);
        if (failure != null) {
            throw failure;
        }
        if (length == 0) {
            return 0;
        }
        if (count == size) {
            verify();
            return -1;
        }
        int read = in.read(buffer, offset, (int) Math.min(length, size - count));
        if (read < 0) {
            throw fail("ended after %d of %d bytes".formatted(count, size));
        }
        if (hasher.isPresent()) {
            hasher.get().update(buffer, offset, read);
        }
        count += read;
        if (count == size) {
            verify();
        }
        return read;
    }

    private void verify() throws IOException {
        if (verified) {
            return;
        }
        if (in.read() >= 0) {
            throw fail("goes on after its %d bytes".formatted(size));
        }
        if (digest.isPresent() && !digest.get().hasHash(hasher.get().digest())) {
            throw fail("is not what its digest %s says".formatted(digest.get()));
        }
        verified = true;
    }

    private IOException fail(String how) {
        failure = wrong.apply(how);
        return failure;
    }
}
