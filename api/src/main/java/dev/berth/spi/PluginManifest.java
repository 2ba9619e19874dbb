package dev.berth.spi;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * What a plugin consists of, as its manifest says: small documents whole, layers by descriptor.
 * Immutable, as long as nobody changes the arrays: they are not copied.
 */
public final class PluginManifest {
    private final Descriptor manifest;
    private final byte[] manifestBytes;
    private final Descriptor config;
    private final byte[] configBytes;
    private final List<Descriptor> layers;
    private final List<Descriptor> indexes;
    private final List<byte[]> indexDocuments;
    private final List<Referrer> referrers;

    private PluginManifest(
            Descriptor manifest,
            byte[] manifestBytes,
            Descriptor config,
            byte[] configBytes,
            List<Descriptor> layers,
            List<Descriptor> indexes,
            List<byte[]> indexDocuments,
            List<Referrer> referrers) {
        this.manifest = Objects.requireNonNull(manifest, "manifest");
        this.manifestBytes = Objects.requireNonNull(manifestBytes, "manifestBytes");
        this.config = Objects.requireNonNull(config, "config");
        this.configBytes = Objects.requireNonNull(configBytes, "configBytes");
        this.layers = List.copyOf(Objects.requireNonNull(layers, "layers"));
        this.indexes = List.copyOf(Objects.requireNonNull(indexes, "indexes"));
        this.indexDocuments = List.copyOf(Objects.requireNonNull(indexDocuments, "indexDocuments"));
        this.referrers = List.copyOf(Objects.requireNonNull(referrers, "referrers"));
    }

    /** Returns what a plugin consists of. The bytes must be those that their descriptors say. */
    public static PluginManifest of(
            Descriptor manifest,
            byte[] manifestBytes,
            Descriptor config,
            byte[] configBytes,
            List<Descriptor> layers) {
        return new PluginManifest(
                manifest,
                manifestBytes,
                config,
                configBytes,
                layers,
                List.of(),
                List.of(),
                List.of());
    }

    /** Returns the same plugin, found through indexes whose bytes are not given. */
    public PluginManifest withIndexes(List<Descriptor> newIndexes) {
        return with(newIndexes, List.of(), referrers);
    }

    /**
     * Returns the same plugin, found through indexes: they are kept, and written along.
     *
     * @param documents the bytes of each, which must be those that its descriptor says
     * @throws IllegalArgumentException if there are not as many documents as indexes
     */
    public PluginManifest withIndexes(List<Descriptor> newIndexes, List<byte[]> documents) {
        if (newIndexes.size() != documents.size()) {
            throw new IllegalArgumentException("an index has no document");
        }
        return with(newIndexes, documents, referrers);
    }

    /**
     * Returns the same plugin, with what refers to its manifest, or to one of its indexes: it is
     * pushed and written along.
     */
    public PluginManifest withReferrers(List<Referrer> newReferrers) {
        return with(indexes, indexDocuments, newReferrers);
    }

    private PluginManifest with(
            List<Descriptor> newIndexes, List<byte[]> documents, List<Referrer> newReferrers) {
        return new PluginManifest(
                manifest,
                manifestBytes,
                config,
                configBytes,
                layers,
                newIndexes,
                documents,
                newReferrers);
    }

    /** Returns the descriptor of the manifest itself. */
    public Descriptor manifest() {
        return manifest;
    }

    /** Returns the manifest as it was sent; not to be changed. */
    public byte[] manifestBytes() {
        return manifestBytes;
    }

    /** Returns the descriptor of the config. */
    public Descriptor config() {
        return config;
    }

    /** Returns the config as it was sent; not to be changed. */
    public byte[] configBytes() {
        return configBytes;
    }

    /** Returns the layers in the order in which they are to be applied. */
    public List<Descriptor> layers() {
        return layers;
    }

    /**
     * Returns the indexes that name the manifest for this platform, from the outermost on: their
     * bytes were those of their digests, and each named the next. Empty if there was none.
     */
    public List<Descriptor> indexes() {
        return indexes;
    }

    /**
     * Returns the bytes of the {@link #indexes}, in their order, not to be changed; empty if they
     * are not known.
     */
    public List<byte[]> indexDocuments() {
        return indexDocuments;
    }

    /**
     * Returns what refers to the manifest or to one of the {@link #indexes}, as signatures do, of
     * what is pushed or written.
     */
    public List<Referrer> referrers() {
        return referrers;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PluginManifest that
                && manifest.equals(that.manifest)
                && Arrays.equals(manifestBytes, that.manifestBytes)
                && config.equals(that.config)
                && Arrays.equals(configBytes, that.configBytes)
                && layers.equals(that.layers)
                && indexes.equals(that.indexes)
                && referrers.equals(that.referrers);
    }

    @Override
    public int hashCode() {
        return Objects.hash(
                manifest,
                Arrays.hashCode(manifestBytes),
                config,
                Arrays.hashCode(configBytes),
                layers,
                indexes,
                referrers);
    }

    @Override
    public String toString() {
        return "PluginManifest[manifest=%s, manifestBytes=%d bytes, config=%s, configBytes=%d bytes, layers=%s]"
                .formatted(manifest, manifestBytes.length, config, configBytes.length, layers);
    }
}
