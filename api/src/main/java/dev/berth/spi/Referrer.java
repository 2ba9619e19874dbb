package dev.berth.spi;

import dev.berth.plugin.Digest;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * A manifest that somebody has stored beside another and about it, as signatures are. Nothing of it
 * is true but its digest. Immutable, as long as nobody changes the array: it is not copied.
 */
public final class Referrer {
    private final Digest subject;
    private final Descriptor manifest;
    private final byte[] manifestBytes;
    private final List<Descriptor> blobs;

    private Referrer(
            Digest subject, Descriptor manifest, byte[] manifestBytes, List<Descriptor> blobs) {
        this.subject = Objects.requireNonNull(subject, "subject");
        this.manifest = Objects.requireNonNull(manifest, "manifest");
        this.manifestBytes = Objects.requireNonNull(manifestBytes, "manifestBytes");
        this.blobs = List.copyOf(Objects.requireNonNull(blobs, "blobs"));
    }

    /**
     * Returns a referrer. The bytes must be those that the descriptor says.
     *
     * @param subject the digest of the manifest for which it was found
     */
    public static Referrer of(Digest subject, Descriptor manifest, byte[] manifestBytes) {
        return new Referrer(subject, manifest, manifestBytes, List.of());
    }

    /** Returns the same referrer, with the blobs that its manifest names. */
    public Referrer withBlobs(List<Descriptor> named) {
        return new Referrer(subject, manifest, manifestBytes, named);
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

    /**
     * Returns the blobs that the manifest names, config and layers; empty if the registry has not
     * looked, or it is no image manifest.
     */
    public List<Descriptor> blobs() {
        return blobs;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Referrer that
                && subject.equals(that.subject)
                && manifest.equals(that.manifest)
                && Arrays.equals(manifestBytes, that.manifestBytes)
                && blobs.equals(that.blobs);
    }

    @Override
    public int hashCode() {
        return Objects.hash(subject, manifest, Arrays.hashCode(manifestBytes), blobs);
    }

    @Override
    public String toString() {
        return "Referrer[subject=%s, manifest=%s, manifestBytes=%d bytes]"
                .formatted(subject, manifest, manifestBytes.length);
    }
}
