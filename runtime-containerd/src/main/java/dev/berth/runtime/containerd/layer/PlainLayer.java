package dev.berth.runtime.containerd.layer;

import dev.berth.spi.Descriptor;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A layer that is not compressed and lies in memory. */
final class PlainLayer {
    private static final String MEDIA_TYPE = "application/vnd.oci.image.layer.v1.tar";

    private PlainLayer() {}

    static Descriptor describe(byte[] archive) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(archive);
            return new Descriptor(
                    MEDIA_TYPE, "sha256:" + HexFormat.of().formatHex(digest), archive.length);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
