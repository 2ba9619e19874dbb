package dev.berth.runtime.containerd.layer;

import dev.berth.plugin.Digest;
import dev.berth.shared.content.BulkFilterStream;
import dev.berth.spi.Descriptor;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/** Hashes a layer that is read, and ends without an error only if it has its digest and size. */
final class HashedLayer extends BulkFilterStream {
    private final Descriptor layer;
    private final MessageDigest hash;
    private long count;
    private boolean right;

    HashedLayer(InputStream in, Descriptor layer) {
        super(in);
        this.layer = layer;
        this.hash = layer.digest().hasher();
    }

    @Override
    public int read(byte[] to, int at, int length) throws IOException {
        int read = in.read(to, at, length);
        if (read > 0) {
            hash.update(to, at, read);
            count += read;
        } else if (read < 0 && !right) {
            require();
        }
        return read;
    }

    private void require() throws IOException {
        byte[] found = hash.digest();
        right = count == layer.size() && layer.digest().hasHash(found);
        if (!right) {
            throw new IOException(
                    "it is not what its digest says, but "
                            + Digest.ofHash(layer.digest().algorithm(), found));
        }
    }
}
