package dev.berth.spi;

import dev.berth.plugin.Digest;
import java.util.Objects;

/**
 * What is to be fetched or sent: an <a
 * href="https://github.com/opencontainers/image-spec/blob/v1.1.1/descriptor.md">OCI content
 * descriptor</a>. Immutable.
 */
public final class Descriptor {
    private final String mediaType;
    private final Digest digest;
    private final long size;

    private Descriptor(String mediaType, Digest digest, long size) {
        this.mediaType = Objects.requireNonNull(mediaType, "mediaType");
        this.digest = Objects.requireNonNull(digest, "digest");
        this.size = size;
        if (size < 0) {
            throw new IllegalArgumentException("%s has a size of %d".formatted(digest, size));
        }
    }

    /**
     * Returns a descriptor.
     *
     * @param mediaType as in the manifest, empty if it names none
     * @param size in bytes
     * @throws IllegalArgumentException if the size is negative
     */
    public static Descriptor of(String mediaType, Digest digest, long size) {
        return new Descriptor(mediaType, digest, size);
    }

    /** Returns the same content under another media type. */
    public Descriptor withMediaType(String newMediaType) {
        return new Descriptor(newMediaType, digest, size);
    }

    /** Returns the media type as in the manifest, empty if it names none. */
    public String mediaType() {
        return mediaType;
    }

    /** Returns the digest of the content. */
    public Digest digest() {
        return digest;
    }

    /** Returns the size of the content in bytes, 0 or more. */
    public long size() {
        return size;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Descriptor that
                && mediaType.equals(that.mediaType)
                && digest.equals(that.digest)
                && size == that.size;
    }

    @Override
    public int hashCode() {
        return Objects.hash(mediaType, digest, size);
    }

    @Override
    public String toString() {
        return "Descriptor[mediaType=%s, digest=%s, size=%d]".formatted(mediaType, digest, size);
    }
}
