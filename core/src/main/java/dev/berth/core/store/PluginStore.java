package dev.berth.core.store;

import dev.berth.core.config.PluginConfigReader;
import dev.berth.plugin.PluginConfig;
import dev.berth.plugin.error.PluginStorageException;
import dev.berth.shared.file.FileTree;
import dev.berth.shared.file.NewFolder;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.service.log.Logger;

/**
 * The folder of all that the manager keeps. A plugin exists if its folder is under {@code plugins}:
 * one rename creates it, one removes it.
 */
public final class PluginStore implements AutoCloseable {
    private final RootLayout layout;
    private final RootLock lock;
    private final BlobStore blobs;
    private final FileSystemSync fileSystem;
    private final DurableFiles files;
    private final RemovedFiles removed;
    private final DamagedPlugins damaged;
    private final String engineId;
    private final Logger log;
    private volatile boolean closed;

    private PluginStore(
            RootLayout layout,
            RootLock lock,
            BlobStore blobs,
            String engineId,
            FileSystemSync fileSystem,
            DurableFiles files,
            RemovedFiles removed,
            Logger log) {
        this.layout = layout;
        this.lock = lock;
        this.blobs = blobs;
        this.fileSystem = fileSystem;
        this.files = files;
        this.removed = removed;
        this.damaged = new DamagedPlugins(layout, files, removed, log);
        this.engineId = engineId;
        this.log = log;
    }

    /**
     * Opens the store in a folder, which is made if it does not exist.
     *
     * @throws dev.berth.plugin.error.PluginStorageException if it cannot be used, or another engine
     *     uses it
     */
    public static PluginStore open(Path root, Supplier<PartLimits> limits, Logger log) {
        return open(root, limits, FileSystemSync.COMMAND, RemovedFiles.thread(), log);
    }

    /** Opens the store with another sync, and deletions on threads that end with the store. */
    public static PluginStore open(
            Path root,
            Supplier<PartLimits> limits,
            FileSystemSync fileSystem,
            ExecutorService deletions,
            Logger log) {
        RootLayout layout = new RootLayout(root.toAbsolutePath().normalize());
        layout.make();
        RootLock lock = RootLock.take(layout.lock());
        try {
            DurableFiles files = new DurableFiles(log);
            files.deleteOrLog(layout.tmp());
            Files.createDirectories(layout.tmp());
            Files.createDirectories(layout.plugins());
            Files.createDirectories(layout.parts());
            BlobParts parts = new BlobParts(layout.parts(), limits, log);
            parts.sweep();
            RemovedFiles removed = new RemovedFiles(layout, files, deletions, log);
            BlobStore blobs = new BlobStore(layout, parts, files, removed);
            String id = EngineId.of(layout.engineId(), log);
            return new PluginStore(layout, lock, blobs, id, fileSystem, files, removed, log);
        } catch (IOException e) {
            lock.close();
            throw DurableFiles.failure("open", root, e);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /**
     * Reads all plugins; sets aside those that cannot be read, and deletes what no plugin needs.
     * Those without a document are {@link #lost}.
     */
    public List<StoredPlugin> load() {
        List<StoredPlugin> loaded = new ArrayList<>();
        boolean whole = !damaged.needContent();
        try (Stream<Path> folders = Files.list(layout.plugins())) {
            for (Path folder : folders.filter(f -> !damaged.isLost(f)).toList()) {
                try {
                    StoredPlugin plugin = read(folder);
                    blobs.hold(plugin.document().digests());
                    loaded.add(plugin);
                } catch (IOException | RuntimeException e) {
                    whole = false;
                    damaged.setAside(folder, e);
                }
            }
            if (whole) {
                blobs.sweep();
            } else {
                // While something is set aside, its content may be what mends it.
                blobs.sweepTorn();
            }
        } catch (IOException e) {
            throw DurableFiles.failure("read", layout.plugins(), e);
        }
        return loaded;
    }

    private StoredPlugin read(Path folder) throws IOException {
        PluginDocument document = PluginDocumentFiles.read(folder);
        if (!Files.isDirectory(rootfs(document))) {
            throw new IOException("its " + document.rootfs() + " is missing");
        }
        PluginConfig config = PluginConfigReader.read(blobs.read(document.config()));
        PluginDocument usable = document.withVersions(document.version(), usable(document));
        deleteAbandoned(folder, usable);
        return new StoredPlugin(usable, config);
    }

    /**
     * A previous version that is no longer whole cannot be returned to; the plugin needs it not.
     */
    private List<StoredVersion> usable(PluginDocument document) {
        Path folder = folder(document.id());
        return document.previous().stream()
                .filter(version -> Files.isDirectory(folder.resolve(version.rootfs())))
                .filter(version -> blobs.has(version.manifest()) && blobs.has(version.config()))
                .toList();
    }

    /** Deletes what an upgrade, or a write of the document, left when it was killed. */
    private void deleteAbandoned(Path folder, PluginDocument document) throws IOException {
        try {
            PluginDocumentFiles.deleteAbandoned(folder);
        } catch (IOException e) {
            log.warn("cannot delete all of {}: {}", folder, e.getMessage());
        }
        Set<String> kept =
                document.versions().stream().map(StoredVersion::rootfs).collect(Collectors.toSet());
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "rootfs*")) {
            for (Path rootfs : found) {
                if (!kept.contains(rootfs.getFileName().toString())) {
                    files.deleteOrLog(rootfs);
                }
            }
        }
    }

    public BlobStore blobs() {
        return blobs;
    }

    /** Returns the absolute path of the folder of all that is kept. */
    public Path root() {
        return layout.root();
    }

    /** Returns the engine's ID, a UUID that stays with the root. */
    public String engineId() {
        return engineId;
    }

    public Path rootfs(PluginDocument document) {
        return folder(document.id()).resolve(document.rootfs());
    }

    public Path propagatedMount(String id) {
        return folder(id).resolve(RootLayout.PROPAGATED_MOUNT);
    }

    /** Returns the folder of a plugin. */
    public Path folder(String id) {
        return layout.plugins().resolve(id);
    }

    /** Returns the folders with what is there of an ID that is no plugin's. */
    public List<Path> remains(String id) {
        return damaged.remains(id);
    }

    /** Returns the IDs of plugins whose document is gone, and whose folder is still there. */
    public Set<String> lost() {
        return damaged.lost();
    }

    /** Deletes a lost plugin, below which nothing may be mounted; files that it had made stay. */
    public void discard(String id) {
        requireOpen();
        damaged.discard(id);
    }

    /** Makes the folder of a new root filesystem, in place of one that could not be deleted. */
    public StagedRootfs stage(String id) {
        StagedRootfs staging = new StagedRootfs(id, layout.tmp().resolve(id), log);
        try {
            FileTree.delete(staging.folder());
            NewFolder.make(staging.rootfs(), "rwxr-xr-x");
            return staging;
        } catch (IOException e) {
            throw DurableFiles.failure("make", staging.rootfs(), e);
        }
    }

    /**
     * Writes the document and syncs all that it needs, blobs too, so that {@link #commit} only
     * renames.
     */
    public void prepare(StagedRootfs staging, PluginDocument document) throws InterruptedException {
        PluginDocumentFiles.stage(staging.folder(), document);
        try {
            // One syncfs is much faster than an fsync for each of thousands of files.
            fileSystem.sync(staging.folder());
        } catch (IOException e) {
            throw DurableFiles.failure("sync", staging.folder(), e);
        }
    }

    /** Creates a prepared plugin by one rename. */
    public void commit(StagedRootfs staging) {
        requireOpen();
        files.rename(staging.folder(), folder(staging.id()));
    }

    /** Moves a staged root filesystem into the plugin's folder, for a document to name it. */
    public void place(StagedRootfs staging, PluginDocument document) {
        requireOpen();
        try {
            // An upgrade that failed may have left one that it could not delete.
            FileTree.delete(rootfs(document));
        } catch (IOException e) {
            throw DurableFiles.failure("delete", rootfs(document), e);
        }
        files.rename(staging.rootfs(), rootfs(document));
    }

    /**
     * Replaces a plugin's version by one that was staged. The write of the document is the commit;
     * versions that the new document does not keep are deleted after it.
     */
    public void replace(PluginDocument before, PluginDocument after, StagedRootfs staging) {
        place(staging, after);
        try {
            save(after);
        } catch (PluginStorageException e) {
            displace(after);
            throw e;
        }
        after.dropped(before).forEach(version -> drop(after.id(), version));
    }

    /** Deletes a root filesystem that no document names, after all. */
    public void displace(PluginDocument document) {
        files.deleteOrLog(rootfs(document));
    }

    /** Deletes a version that a plugin's document no longer names. */
    public void drop(String id, StoredVersion gone) {
        blobs.release(gone.digests());
        files.deleteOrLog(folder(id).resolve(gone.rootfs()));
    }

    /**
     * Reads the config of a version.
     *
     * @throws PluginStorageException if it is not there or has changed
     */
    public PluginConfig config(StoredVersion version) {
        try {
            return PluginConfigReader.read(blobs.read(version.config()));
        } catch (IOException e) {
            throw DurableFiles.failure("read", blobs.path(version.config().digest()), e);
        }
    }

    /** Replaces a plugin's document, also after its folder was deleted under the engine. */
    public void save(PluginDocument document) {
        requireOpen();
        if (isGone(document)) {
            try {
                NewFolder.make(folder(document.id()), "rwxr-xr-x");
            } catch (IOException e) {
                throw DurableFiles.failure("make", folder(document.id()), e);
            }
        }
        PluginDocumentFiles.write(files, folder(document.id()), document);
    }

    /** Removes a plugin, below which nothing may be mounted, and the blobs that it alone needed. */
    public void remove(PluginDocument document) {
        requireOpen();
        if (!isGone(document)) {
            removed.remove(folder(document.id()));
        }
        blobs.release(document.digests());
    }

    private boolean isGone(PluginDocument document) {
        Path folder = folder(document.id());
        boolean gone = Files.notExists(folder, LinkOption.NOFOLLOW_LINKS);
        if (gone) {
            log.error(
                    "the folder {} of plugin {} was deleted: remove the plugin and install it"
                            + " again",
                    folder,
                    document.name());
        }
        return gone;
    }

    @Override
    public void close() {
        closed = true;
        removed.close();
        lock.close();
    }

    /**
     * What ends only after the engine's stop changes nothing: another engine may be here by now.
     */
    private void requireOpen() {
        if (closed) {
            throw new PluginStorageException(
                    layout.root(),
                    "nothing is changed in %s, because the engine has stopped"
                            .formatted(layout.root()),
                    null);
        }
    }
}
