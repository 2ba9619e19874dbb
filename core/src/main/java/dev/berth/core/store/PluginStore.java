package dev.berth.core.store;

import dev.berth.core.config.PluginConfigReader;
import dev.berth.plugin.error.InvalidPluginException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.osgi.service.log.Logger;

/**
 * All that Berth keeps on disk. A plugin is there when its folder is under {@code plugins}: it gets
 * there by one rename, and leaves by one.
 */
public final class PluginStore implements AutoCloseable {
    private final Layout layout;
    private final RootLock lock;
    private final BlobStore blobs;
    private final Logger log;

    private PluginStore(Layout layout, RootLock lock, BlobStore blobs, Logger log) {
        this.layout = layout;
        this.lock = lock;
        this.blobs = blobs;
        this.log = log;
    }

    /**
     * Opens the store under a root, which is made if it is not there.
     *
     * @throws dev.berth.plugin.error.PluginStorageException if it cannot be used, or another engine
     *     uses it
     */
    public static PluginStore open(Path root, Logger log) {
        Layout layout = new Layout(root.toAbsolutePath().normalize());
        try {
            Files.createDirectories(layout.root());
            Files.setPosixFilePermissions(
                    layout.root(), PosixFilePermissions.fromString("rwx------"));
        } catch (IOException e) {
            throw Durable.failure("make", root, e);
        }
        RootLock lock = RootLock.take(layout.lock());
        try {
            FileTree.delete(layout.tmp());
            Files.createDirectories(layout.tmp());
            Files.createDirectories(layout.plugins());
            BlobStore blobs = new BlobStore(layout.content(), layout.tmp());
            return new PluginStore(layout, lock, blobs, log);
        } catch (IOException e) {
            lock.close();
            throw Durable.failure("open", root, e);
        }
    }

    /**
     * Reads all plugins; sets aside those that cannot be read, and deletes what no plugin needs.
     */
    public List<StoredPlugin> load() {
        List<StoredPlugin> loaded = new ArrayList<>();
        try (Stream<Path> folders = Files.list(layout.plugins())) {
            for (Path folder : folders.toList()) {
                try {
                    StoredPlugin plugin = read(folder);
                    blobs.hold(plugin.document().digests());
                    loaded.add(plugin);
                } catch (IOException | InvalidPluginException e) {
                    setAside(folder, e);
                }
            }
            if (Files.notExists(layout.damaged())) {
                // While something is set aside, its content may be what mends it.
                blobs.sweep();
            }
        } catch (IOException e) {
            throw Durable.failure("read", layout.plugins(), e);
        }
        return loaded;
    }

    private StoredPlugin read(Path folder) throws IOException {
        PluginDocument document = Documents.read(folder);
        if (!Files.isDirectory(rootfs(document))) {
            throw new IOException("its " + document.rootfs() + " is missing");
        }
        deleteOtherRootfs(folder, document);
        return new StoredPlugin(document, PluginConfigReader.read(blobs.read(document.config())));
    }

    /** Deletes what an upgrade left that did not come to its end, or not to its cleaning up. */
    private static void deleteOtherRootfs(Path folder, PluginDocument document) throws IOException {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "rootfs*")) {
            for (Path rootfs : found) {
                if (!rootfs.getFileName().toString().equals(document.rootfs())) {
                    FileTree.delete(rootfs);
                }
            }
        }
    }

    private void setAside(Path folder, Exception reason) throws IOException {
        String id = folder.getFileName().toString();
        Path place = layout.damaged().resolve(id);
        Files.createDirectories(layout.damaged());
        FileTree.delete(place);
        Durable.rename(folder, place);
        Files.writeString(place.resolve("reason.txt"), reason.getMessage() + "\n");
        log.error(
                "plugin {} cannot be read and was set aside in {}: {}",
                id,
                place,
                reason.getMessage());
    }

    public BlobStore blobs() {
        return blobs;
    }

    public Path rootfs(PluginDocument document) {
        return folder(document.id()).resolve(document.rootfs());
    }

    public Path propagatedMount(String id) {
        return layout.plugins().resolve(id).resolve("propagated-mount");
    }

    /** Returns the folder that holds all of a plugin. */
    public Path folder(String id) {
        return layout.plugins().resolve(id);
    }

    /** Begins the root filesystem of a plugin. */
    public Staging stage(String id) {
        Staging staging = new Staging(id, layout.tmp().resolve(id));
        try {
            Files.createDirectories(staging.rootfs());
            return staging;
        } catch (IOException e) {
            throw Durable.failure("make", staging.rootfs(), e);
        }
    }

    /** Writes a staged plugin out, so that only the rename is left to {@link #commit}. */
    public void prepare(Staging staging, PluginDocument document) throws InterruptedException {
        Documents.write(staging.folder(), document);
        Durable.syncTree(staging.folder());
    }

    /** Makes a prepared plugin a plugin: the one moment at which it comes into being. */
    public void commit(Staging staging) {
        Durable.rename(staging.folder(), folder(staging.id()));
    }

    /**
     * Gives a plugin the root filesystem that was staged, and a new document. What the old one
     * needed goes; the moment of the change is that of the document.
     */
    public void replace(PluginDocument before, PluginDocument after, Staging staging) {
        Durable.rename(staging.rootfs(), rootfs(after));
        save(after);
        blobs.release(before.digests());
        try {
            FileTree.delete(rootfs(before));
        } catch (IOException e) {
            log.warn("cannot delete all of {}: {}", rootfs(before), e.getMessage());
        }
    }

    /** Replaces a plugin's document. */
    public void save(PluginDocument document) {
        Documents.write(folder(document.id()), document);
    }

    /** Removes a plugin, whose mounts are undone; what it alone needed goes too. */
    public void remove(PluginDocument document) {
        Path gone = layout.tmp().resolve(document.id() + "-removing");
        Durable.rename(folder(document.id()), gone);
        blobs.release(document.digests());
        try {
            FileTree.delete(gone);
        } catch (IOException e) {
            // It is no plugin any more; the next start sweeps the rest.
            log.warn("cannot delete all of {}: {}", gone, e.getMessage());
        }
    }

    @Override
    public void close() {
        lock.close();
    }
}
