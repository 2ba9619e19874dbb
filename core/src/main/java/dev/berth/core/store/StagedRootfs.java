package dev.berth.core.store;

import dev.berth.shared.file.FileTree;
import java.io.IOException;
import java.nio.file.Path;

/** A root filesystem in {@code tmp}; closing it deletes what was not committed. */
public final class StagedRootfs implements AutoCloseable {
    private final String id;
    private final Path folder;

    StagedRootfs(String id, Path folder) {
        this.id = id;
        this.folder = folder;
    }

    public String id() {
        return id;
    }

    /** Returns the folder to unpack into. */
    public Path rootfs() {
        return folder.resolve("rootfs");
    }

    Path folder() {
        return folder;
    }

    @Override
    public void close() {
        try {
            FileTree.delete(folder);
        } catch (IOException e) {
            throw DurableFiles.failure("delete", folder, e);
        }
    }
}
