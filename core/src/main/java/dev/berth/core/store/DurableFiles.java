package dev.berth.core.store;

import dev.berth.plugin.error.PluginStorageException;
import dev.berth.shared.file.AtomicFile;
import dev.berth.shared.file.FolderSync;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Changes on disk that are whole, and stay, once the method has returned; what fails is a {@link
 * PluginStorageException}.
 */
final class DurableFiles {
    private DurableFiles() {}

    /** Puts a file in place of the one that may be there. */
    static void write(Path file, byte[] bytes) {
        try {
            AtomicFile.write(file, bytes);
        } catch (IOException e) {
            throw failure("write", file, e);
        }
    }

    /** Renames within one file system, in place of what may be there. */
    static void rename(Path from, Path to) {
        try {
            FolderSync.rename(from, to);
        } catch (IOException e) {
            throw failure("rename " + from.getFileName() + " to", to, e);
        }
    }

    /**
     * Writes out all that is in a tree of files. One syncfs(2), by way of sync(1), which Java has
     * no call for, is much faster than an fsync for each of thousands of files.
     */
    static void syncTree(Path folder) throws InterruptedException {
        try {
            Process sync =
                    new ProcessBuilder("sync", "-f", folder.toString())
                            .redirectErrorStream(true)
                            .start();
            String said = new String(sync.getInputStream().readAllBytes()).strip();
            if (sync.waitFor() != 0) {
                throw new IOException(said);
            }
        } catch (IOException e) {
            throw failure("sync", folder, e);
        }
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
