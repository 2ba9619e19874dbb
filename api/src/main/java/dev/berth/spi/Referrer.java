package dev.berth.spi;

import dev.berth.plugin.Digest;
import java.util.Arrays;
import java.util.Objects;

/**
 * A manifest that somebody has stored beside another and about it, as signatures are. Nothing of it
 * is true but its digest. Immutable, as long as nobody changes the array: it is not copied.
 */
public final class Referrer {
    private final Digest subject;
    private final Descriptor manifest;
    private final byte[] manifestBytes;

    private Referrer(Digest subject, Descriptor manifest, byte[] manifestBytes) {
        this.subject = Objects.requireNonNull(subject, "subject");
        this.manifest = Objects.requireNonNull(manifest, "manifest");
        this.manifestBytes = Objects.requireNonNull(manifestBytes, "manifestBytes");
    }

    /**
     * Returns a referrer. The bytes must be those that the descriptor says.
     *
     * @param subject the digest of the manifest for which it was found
     */
    public static Referrer of(Digest subject, Descriptor manifest, byte[] manifestBytes) {
        return new Referrer(subject, manifest, manifestBytes);
    }

    /** Returns the digest of the manifest for which it was found; it may say another itself. */
    public Digest subject() {
        return subject;
    }

    /** Returns the descriptor of the manifest itself. */
    public Descriptor manifest() {
        return manifest;
    }

    /** Returns the manifest as it was sent; not to be changed. */
    public byte[] manifestBytes() {
        return manifestBytes;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Referrer that
                && subject.equals(that.subject)
                && manifest.equals(that.manifest)
                && Arrays.equals(manifestBytes, that.manifestBytes);
    }

    @Override
    public int hashCode() {
        return Objects.hash(subject, manifest, Arrays.hashCode(manifestBytes));
    }

    @Override
    public String toString() {
        return "Referrer[subject=%s, manifest=%s, manifestBytes=%d bytes]"
                .formatted(subject, manifest, manifestBytes.length);
    }
}
