package dev.berth.core.store;

import dev.berth.plugin.error.PluginStorageException;
import dev.berth.shared.file.AtomicFile;
import dev.berth.shared.file.FileTree;
import dev.berth.shared.file.FolderSync;
import dev.berth.shared.file.UnsyncedException;
import java.io.IOException;
import java.nio.file.Path;
import org.osgi.service.log.Logger;

/**
 * Changes on disk that are whole, and stay, once the method has returned; what fails is a {@link
 * PluginStorageException}, and is as it was before. A change that was made and whose last sync
 * failed counts as made, as every reader sees it so, and is logged.
 */
final class DurableFiles {
    private final Logger log;

    DurableFiles(Logger log) {
        this.log = log;
    }

    /** Puts a file in place of the one that may be there. */
    void write(Path file, byte[] bytes) {
        try {
            AtomicFile.write(file, bytes);
        } catch (UnsyncedException e) {
            warn(e);
        } catch (IOException e) {
            throw failure("write", file, e);
        }
    }

    /** Renames within one file system, in place of what may be there. */
    void rename(Path from, Path to) {
        try {
            FolderSync.rename(from, to);
        } catch (UnsyncedException e) {
            warn(e);
        } catch (IOException e) {
            throw failure("rename " + from.getFileName() + " to", to, e);
        }
    }

    /** Renames what is to be deleted; where it goes to is swept at the next start. */
    void takeAway(Path from, Path to) {
        try {
            FolderSync.takeAway(from, to);
        } catch (UnsyncedException e) {
            warn(e);
        } catch (IOException e) {
            throw failure("rename " + from.getFileName() + " to", to, e);
        }
    }

    /** Deletes a tree; a failure costs disk space only, and is logged. */
    void deleteOrLog(Path tree) {
        try {
            FileTree.delete(tree);
        } catch (IOException e) {
            log.warn("cannot delete all of {}: {}", tree, e.getMessage());
        }
    }

    private void warn(UnsyncedException e) {
        log.error("{}; a power cut may undo it, check the disk", e.getMessage());
    }

    static PluginStorageException failure(String action, Path path, IOException cause) {
        String why = cause.getMessage() == null ? cause.toString() : cause.getMessage();
        return new PluginStorageException(
                path,
                "cannot %s %s: %s; what was stored before is unchanged"
                        .formatted(action, path, why),
                cause);
    }
}
