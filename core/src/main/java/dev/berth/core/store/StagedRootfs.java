package dev.berth.core.store;

import dev.berth.shared.file.FileTree;
import java.io.IOException;
import java.nio.file.Path;
import org.osgi.service.log.Logger;

/**
 * A root filesystem in {@code tmp}; closing it deletes what was not committed. That never fails, as
 * it comes after the commit too: what stays is deleted by the next start.
 */
public final class StagedRootfs implements AutoCloseable {
    private final String id;
    private final Path folder;
    private final Logger log;

    StagedRootfs(String id, Path folder, Logger log) {
        this.id = id;
        this.folder = folder;
        this.log = log;
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
            log.warn("cannot delete all of {}: {}", folder, e.getMessage());
        }
    }
}
