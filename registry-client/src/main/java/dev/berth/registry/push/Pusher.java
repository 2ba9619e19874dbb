package dev.berth.registry.push;

import dev.berth.plugin.error.InvalidPluginException;
import dev.berth.plugin.error.PluginStorageException;
import dev.berth.plugin.error.RegistryException;
import dev.berth.registry.call.ManifestPut;
import dev.berth.registry.call.RegistryCaller;
import dev.berth.registry.call.Repository;
import dev.berth.registry.http.SourceFailure;
import dev.berth.registry.manifest.DocumentLimits;
import dev.berth.registry.manifest.Manifest;
import dev.berth.registry.manifest.ManifestException;
import dev.berth.registry.manifest.ManifestReader;
import dev.berth.spi.BlobSource;
import dev.berth.spi.Descriptor;
import dev.berth.spi.PluginManifest;
import dev.berth.spi.PushListener;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;

/** Sends a plugin: first all that its manifest names, then the manifest. */
public final class Pusher {
    private final RegistryCaller caller;
    private final BlobPusher blobs;
    private final ManifestReader reader;

    public Pusher(RegistryCaller caller, BlobPusher blobs, DocumentLimits limits) {
        this.caller = caller;
        this.blobs = blobs;
        this.reader = new ManifestReader(limits);
    }

    /**
     * Sends a plugin.
     *
     * @throws RegistryException if the registry does not take it
     * @throws PluginStorageException if a blob cannot be read
     */
    public void push(
            Repository target,
            String tag,
            PluginManifest plugin,
            BlobSource source,
            PushListener listener)
            throws InterruptedException {
        try {
            for (Descriptor blob : partsOf(plugin)) {
                blobs.push(target, blob, new PluginBlobs(plugin, source), listener);
            }
            caller.ask(
                    target,
                    new ManifestPut(target.path(), tag, plugin.manifest(), plugin.manifestBytes()));
        } catch (SourceFailure e) {
            throw unreadable(target, e);
        }
    }

    private Set<Descriptor> partsOf(PluginManifest plugin) {
        try {
            Manifest manifest = reader.read(plugin.manifestBytes(), plugin.manifest().mediaType());
            if (manifest instanceof Manifest.Image image) {
                Set<Descriptor> parts = new LinkedHashSet<>(image.layers());
                parts.add(image.config());
                return parts;
            }
            throw new InvalidPluginException("the plugin's manifest is an index of others");
        } catch (ManifestException e) {
            throw new InvalidPluginException("the plugin's manifest " + e.getMessage(), e);
        }
    }

    private static PluginStorageException unreadable(Repository target, SourceFailure failure) {
        Path path =
                failure.getCause() instanceof FileSystemException file && file.getFile() != null
                        ? Path.of(file.getFile())
                        : Path.of("");
        return new PluginStorageException(
                path,
                "push of %s: a blob of the plugin cannot be read: %s"
                        .formatted(target.path(), failure.getMessage()),
                failure);
    }
}
