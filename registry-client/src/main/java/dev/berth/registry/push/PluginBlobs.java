package dev.berth.registry.push;

import dev.berth.plugin.Digest;
import dev.berth.plugin.error.InvalidPluginException;
import dev.berth.plugin.error.PluginStorageException;
import dev.berth.registry.manifest.ManifestDocument;
import dev.berth.registry.manifest.ManifestException;
import dev.berth.registry.manifest.ManifestReader;
import dev.berth.registry.transport.RequestBodyException;
import dev.berth.spi.BlobSource;
import dev.berth.spi.Descriptor;
import dev.berth.spi.PluginManifest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The blobs of a plugin to be pushed: manifest and config from memory, the others from their
 * source.
 */
public final class PluginBlobs {
    /** The empty config of OCI artifacts, which no store keeps as a file. */
    private static final byte[] EMPTY_JSON = "{}".getBytes(StandardCharsets.UTF_8);

    private static final Digest EMPTY_JSON_DIGEST = Digest.sha256(EMPTY_JSON);

    private final PluginManifest plugin;
    private final BlobSource others;

    public PluginBlobs(PluginManifest plugin, BlobSource others) {
        this.plugin = plugin;
        this.others = others;
    }

    /**
     * Returns the blobs that the plugin's manifest names.
     *
     * @throws InvalidPluginException if it is no manifest of one plugin
     */
    public Set<Descriptor> all(ManifestReader reader) {
        try {
            ManifestDocument manifest =
                    reader.read(plugin.manifestBytes(), plugin.manifest().mediaType());
            if (manifest instanceof ManifestDocument.Image image) {
                Set<Descriptor> parts = new LinkedHashSet<>(image.layers());
                parts.add(image.config());
                return parts;
            }
            throw new InvalidPluginException("the plugin's manifest is an index of others");
        } catch (ManifestException e) {
            throw new InvalidPluginException("the plugin's manifest " + e.getMessage(), e);
        }
    }

    /** Returns the error for a blob that cannot be read. */
    public static PluginStorageException unreadable(String target, RequestBodyException failure) {
        Path path =
                failure.getCause() instanceof FileSystemException file && file.getFile() != null
                        ? Path.of(file.getFile())
                        : Path.of("");
        return new PluginStorageException(
                path,
                "push of %s: a blob of the plugin cannot be read: %s"
                        .formatted(target, failure.getMessage()),
                failure);
    }

    /** Opens a blob, or the manifest. */
    public InputStream open(Descriptor blob) throws IOException {
        if (blob.digest().equals(plugin.manifest().digest())) {
            return new ByteArrayInputStream(plugin.manifestBytes());
        }
        if (blob.digest().equals(plugin.config().digest())) {
            return new ByteArrayInputStream(plugin.configBytes());
        }
        return blob.digest().equals(EMPTY_JSON_DIGEST)
                ? new ByteArrayInputStream(EMPTY_JSON)
                : others.open(blob);
    }
}
