package dev.berth.registry.layout;

import dev.berth.plugin.PluginReference;
import dev.berth.plugin.error.RegistryException;
import dev.berth.plugin.error.RegistryException.Reason;
import dev.berth.registry.manifest.ManifestReader;
import dev.berth.registry.push.PluginBlobs;
import dev.berth.registry.push.PushedReferrers.Stored;
import dev.berth.registry.transport.RequestBodyException;
import dev.berth.spi.BlobSource;
import dev.berth.spi.Descriptor;
import dev.berth.spi.PluginManifest;
import dev.berth.spi.PushListener;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * A push into a layout folder: first the blobs that the plugin's manifest names, last the index.
 */
final class FolderPush {
    private final Path folder;
    private final PluginReference target;
    private final LayoutLimits limits;

    FolderPush(Path folder, PluginReference target, LayoutLimits limits) {
        this.folder = folder;
        this.target = target;
        this.limits = limits;
    }

    void push(PluginManifest plugin, BlobSource source, PushListener listener)
            throws InterruptedException {
        PluginBlobs parts = new PluginBlobs(plugin, source);
        ManifestReader reader = new ManifestReader(limits.documents());
        try {
            requireFolder();
            FolderWriter writer = new FolderWriter(folder);
            FolderIndex index = new FolderIndex(folder, writer, limits);
            index.create();
            writer.sweep();
            FolderBlobs blobs = new FolderBlobs(folder, writer);
            for (Descriptor blob : parts.all(reader)) {
                blobs.put(blob, () -> parts.open(blob), listener);
            }
            blobs.put(plugin.manifest(), () -> parts.open(plugin.manifest()), (blob, sent) -> {});
            write(new LayoutContents(target, plugin, reader), parts, blobs, index);
        } catch (InterruptedIOException | ClosedByInterruptException e) {
            Thread.interrupted();
            throw new InterruptedException("interrupted while writing " + folder);
        } catch (RequestBodyException e) {
            throw PluginBlobs.unreadable(target.path(), e);
        } catch (LayoutException e) {
            throw LayoutFailures.of(folder, target.domain(), target.path(), e);
        } catch (IOException e) {
            throw new RegistryException(
                    Reason.REFUSED,
                    target.domain(),
                    target.path(),
                    "layout %s cannot be written: %s".formatted(folder, e),
                    e);
        }
    }

    /** What refers to the plugin is there before it is, which may need it. */
    private static void write(
            LayoutContents contents, PluginBlobs parts, FolderBlobs blobs, FolderIndex index)
            throws IOException {
        for (Descriptor blob : contents.blobs()) {
            blobs.put(blob, () -> parts.open(blob), (sent, bytes) -> {});
        }
        for (Stored one : contents.documents()) {
            blobs.put(
                    one.manifest(),
                    () -> new ByteArrayInputStream(one.bytes()),
                    (sent, done) -> {});
        }
        for (Map.Entry<PluginReference, Descriptor> one : contents.named().entrySet()) {
            index.add(one.getKey(), one.getValue());
        }
    }

    private void requireFolder() throws LayoutException {
        // One that is missing is not made: perhaps nothing is mounted where it should be.
        if (!Files.isDirectory(folder)) {
            throw Files.exists(folder)
                    ? new LayoutException(
                            Reason.REFUSED, "is an archive, and only a folder takes pushes")
                    : LayoutException.notThere();
        }
    }
}
