package dev.berth.spi;

import dev.berth.plugin.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;

/** A layer's tar archive in a file beside the root filesystem, which is deleted by the close. */
final class SpooledTar implements AutoCloseable {
    private static final String MEDIA_TYPE = "application/vnd.oci.image.layer.v1.tar";

    private final Path file;
    private final Descriptor descriptor;

    private SpooledTar(Path file, Descriptor descriptor) {
        this.file = file;
        this.descriptor = descriptor;
    }

    /** Reads all of an archive. */
    static SpooledTar of(InputStream tar, Path rootfs) throws IOException {
        Path file = Files.createTempFile(rootfs.toAbsolutePath().getParent(), "layer", ".tar");
        boolean isWhole = false;
        try {
            MessageDigest hash = Digest.hasher(Digest.SHA256);
            try (OutputStream out = Files.newOutputStream(file)) {
                new DigestInputStream(tar, hash).transferTo(out);
            }
            Digest digest = Digest.ofHash(Digest.SHA256, hash.digest());
            Descriptor layer = Descriptor.of(MEDIA_TYPE, digest, Files.size(file));
            isWhole = true;
            return new SpooledTar(file, layer);
        } finally {
            if (!isWhole) {
                Files.deleteIfExists(file);
            }
        }
    }

    Descriptor descriptor() {
        return descriptor;
    }

    Path file() {
        return file;
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
    }
}
