package dev.berth.registry.push;

import dev.berth.plugin.error.PluginStorageException;
import dev.berth.plugin.error.RegistryException;
import dev.berth.registry.call.ManifestPut;
import dev.berth.registry.call.RegistryCaller;
import dev.berth.registry.call.Repository;
import dev.berth.registry.manifest.DocumentLimits;
import dev.berth.registry.manifest.ManifestReader;
import dev.berth.registry.transport.RequestBodyException;
import dev.berth.spi.BlobSource;
import dev.berth.spi.Descriptor;
import dev.berth.spi.PluginManifest;
import dev.berth.spi.PushListener;

/** Pushes a plugin: first the blobs that its manifest names, then the manifest. */
public final class PluginPusher {
    private final RegistryCaller caller;
    private final BlobPusher blobs;
    private final ManifestReader reader;

    public PluginPusher(RegistryCaller caller, BlobPusher blobs, DocumentLimits limits) {
        this.caller = caller;
        this.blobs = blobs;
        this.reader = new ManifestReader(limits);
    }

    /**
     * Pushes a plugin.
     *
     * @throws RegistryException if the registry refuses a part of it, or is not reached
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
            PluginBlobs parts = new PluginBlobs(plugin, source);
            for (Descriptor blob : parts.all(reader)) {
                blobs.push(target, blob, parts, listener);
            }
            caller.ask(
                    target,
                    new ManifestPut(target.path(), tag, plugin.manifest(), plugin.manifestBytes()));
        } catch (RequestBodyException e) {
            throw PluginBlobs.unreadable(target.path(), e);
        }
    }
}
