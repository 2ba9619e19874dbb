package dev.berth.shared.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Syncs folders (fsync of a directory), so that new and gone names outlive a power cut. */
public final class FolderSync {
    private FolderSync() {}

    /** Writes a folder's names to the disk. */
    public static void sync(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /**
     * Takes a file or folder away by a rename within one file system, and syncs the folder that it
     * was in: after a power cut it is not there, and perhaps not where it went either.
     *
     * @throws UnsyncedException if only the sync failed: it has its new name
     * @throws IOException if it keeps its old name
     */
    public static void takeAway(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        try {
            sync(from.getParent());
        } catch (IOException e) {
            throw new UnsyncedException(to, e);
        }
    }

    /**
     * Renames a file or folder within one file system, in place of what may be there, and syncs
     * both folders.
     *
     * @throws UnsyncedException if only a sync failed: it has its new name
     * @throws IOException if it keeps its old name
     */
    public static void rename(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        try {
            sync(to.getParent());
            if (!from.getParent().equals(to.getParent())) {
                sync(from.getParent());
            }
        } catch (IOException e) {
            throw new UnsyncedException(to, e);
        }
    }
}
