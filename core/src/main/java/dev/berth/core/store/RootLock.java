package dev.berth.core.store;

import dev.berth.plugin.error.PluginStorageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * An exclusive file lock on the root, so that one engine uses it; the kernel releases it when the
 * process ends. The file holds the process ID.
 */
final class RootLock implements AutoCloseable {
    private final FileChannel file;

    private RootLock(FileChannel file) {
        this.file = file;
    }

    static RootLock take(Path path) {
        FileChannel file = open(path);
        try {
            if (!tryLock(file)) {
                String holder = read(file);
                throw new PluginStorageException(
                        path,
                        "%s is in use by another engine (process %s); stop that one, or choose another root"
                                .formatted(path.getParent(), holder),
                        null);
            }
            signWith(file, ProcessHandle.current().pid());
            return new RootLock(file);
        } catch (IOException e) {
            close(file);
            throw DurableFiles.failure("lock", path, e);
        } catch (PluginStorageException e) {
            close(file);
            throw e;
        }
    }

    private static FileChannel open(Path path) {
        try {
            return FileChannel.open(
                    path,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw DurableFiles.failure("open", path, e);
        }
    }

    private static void signWith(FileChannel file, long pid) {
        try {
            file.truncate(0);
            file.write(ByteBuffer.wrap(Long.toString(pid).getBytes(StandardCharsets.UTF_8)), 0);
        } catch (IOException e) {
            // On a full disk the lock holds as well; only its holder's number is missing.
            return;
        }
    }

    private static boolean tryLock(FileChannel file) throws IOException {
        try {
            FileLock lock = file.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static String read(FileChannel file) throws IOException {
        ByteBuffer text = ByteBuffer.allocate(20);
        file.read(text, 0);
        return new String(text.array(), 0, text.position(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        close(file);
    }

    private static void close(FileChannel file) {
        try {
            file.close();
        } catch (IOException e) {
            throw DurableFiles.failure("unlock", Path.of("lock"), e);
        }
    }
}
