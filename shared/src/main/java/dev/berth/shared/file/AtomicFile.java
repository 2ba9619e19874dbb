package dev.berth.shared.file;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A file that is there whole or not at all: it is written under a temporary name, synced (fsync),
 * and renamed over its target (rename(2)). A link in the way is replaced, never followed. Until the
 * commit the target stays as it was; closed without one, this leaves nothing behind. An interrupt
 * fails a write with {@link java.nio.channels.ClosedByInterruptException}.
 */
public final class AtomicFile implements AutoCloseable {
    private final Path target;
    private final Path temporary;
    private final FileChannel channel;
    private boolean renamed;

    private AtomicFile(Path target, Path temporary, FileChannel channel) {
        this.target = target;
        this.temporary = temporary;
        this.channel = channel;
    }

    /**
     * Writes a file in place of the one that may be there; it stays once this has returned, see
     * {@link #commitDurably}.
     */
    public static void write(Path target, byte[] bytes) throws IOException {
        try (AtomicFile file = replace(target)) {
            file.out().write(bytes);
            file.commitDurably();
        }
    }

    /**
     * Begins a file that one writer at a time writes: its temporary name is {@code .NAME.new}, so
     * the next writer clears away what a killed one left. Its permissions follow the umask.
     */
    public static AtomicFile replace(Path target) throws IOException {
        deleteAbandoned(target);
        Path temporary = temporary(target);
        return new AtomicFile(
                target,
                temporary,
                FileChannel.open(
                        temporary, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW));
    }

    /** Deletes what a killed writer left; for when there is none, and perhaps no next one. */
    public static void deleteAbandoned(Path target) throws IOException {
        Files.deleteIfExists(temporary(target));
    }

    private static Path temporary(Path target) {
        return target.resolveSibling("." + target.getFileName() + ".new");
    }

    /**
     * Begins a file that several may write at once: each has a random temporary name. What a killed
     * writer left is for the caller to sweep. Only the owner may read it.
     *
     * @param folder of the temporary file, on the same file system
     * @param prefix of the temporary file's name
     */
    public static AtomicFile create(Path folder, String prefix, Path target) throws IOException {
        Path temporary = Files.createTempFile(folder, prefix, "");
        try {
            return new AtomicFile(
                    target, temporary, FileChannel.open(temporary, StandardOpenOption.WRITE));
        } catch (IOException e) {
            Files.deleteIfExists(temporary);
            throw e;
        }
    }

    /** Returns where the content goes. Closing it syncs the content. */
    public OutputStream out() {
        return new SyncedStream();
    }

    /** Lets everybody read the file; does nothing on a file system without permissions. */
    public void makeReadable() throws IOException {
        if (Files.getFileStore(temporary).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rw-r--r--"));
        }
    }

    /** Syncs the content and gives the file its name, in place of what has it. */
    public void commit() throws IOException {
        sync();
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        renamed = true;
    }

    /**
     * Commits, and syncs the target's folder, so that the new name outlives a power cut too.
     *
     * @throws UnsyncedException if only the last sync failed: the file has its name
     * @throws IOException if it does not have it
     */
    public void commitDurably() throws IOException {
        commit();
        try {
            FolderSync.sync(target.toAbsolutePath().getParent());
        } catch (IOException e) {
            throw new UnsyncedException(target, e);
        }
    }

    private void sync() throws IOException {
        if (channel.isOpen()) {
            channel.force(true);
            // Some file systems tell of a full disk only now.
            channel.close();
        }
    }

    /** Deletes the temporary file, unless it was committed. */
    @Override
    public void close() throws IOException {
        channel.close();
        if (!renamed) {
            Files.deleteIfExists(temporary);
        }
    }

    private final class SyncedStream extends FilterOutputStream {
        SyncedStream() {
            super(Channels.newOutputStream(channel));
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            sync();
        }
    }
}
