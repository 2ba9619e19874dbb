package dev.berth.dist.containerd;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * A containerd of Berth's own, started here and restarted whenever it dies. Plugins survive that:
 * each has a shim of its own.
 */
final class OwnContainerd implements Containerd {
    private static final int START_SECONDS = 30;

    private final ContainerdFolders folders;
    private final FileChannel lock;
    private final ContainerdSupervisor supervisor;

    private OwnContainerd(
            ContainerdFolders folders, FileChannel lock, ContainerdSupervisor supervisor) {
        this.folders = folders;
        this.lock = lock;
        this.supervisor = supervisor;
    }

    /**
     * Starts it, without waiting for it.
     *
     * @param runtime the OCI runtime's binary, or its name in the search path; empty for none
     * @param troubles told of what goes wrong with it, a line at a time
     * @return it; or, when another engine with the same root runs one, that engine's
     * @throws ContainerdException if its folders cannot be made
     */
    static Containerd start(ContainerdFolders folders, String runtime, Consumer<String> troubles)
            throws ContainerdException {
        RuntimePrograms.require(runtime, System.getenv().getOrDefault("PATH", ""));
        folders.requireShort();
        try {
            folders.create();
            FileChannel lock =
                    FileChannel.open(
                            folders.lock(),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE);
            if (!tryLock(lock)) {
                return new HostContainerd(socketOfHolder(lock, folders), runtime);
            }
            tellWhere(lock, folders.socket());
            OrphanedContainerd.end(folders);
            ContainerdConfig.write(folders);
            return new OwnContainerd(
                    folders,
                    lock,
                    ContainerdSupervisor.start(folders, new ContainerdOutput(), troubles));
        } catch (IOException e) {
            throw new ContainerdException("cannot prepare Berth's own containerd: " + e, e);
        }
    }

    /** An engine with the same root may have another exec root, and its socket there. */
    private static void tellWhere(FileChannel lock, Path socket) throws IOException {
        lock.truncate(0);
        lock.write(StandardCharsets.UTF_8.encode(socket.toString()), 0);
    }

    private static Path socketOfHolder(FileChannel lock, ContainerdFolders folders)
            throws IOException {
        try (lock) {
            ByteBuffer told = ByteBuffer.allocate((int) lock.size());
            lock.read(told, 0);
            String socket = StandardCharsets.UTF_8.decode(told.flip()).toString();
            // Empty while its holder is just about to write it.
            return socket.isEmpty() ? folders.socket() : Path.of(socket);
        }
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            // By an engine in this very process.
            return false;
        }
    }

    @Override
    public Path address() {
        return folders.socket();
    }

    @Override
    public String await() throws ContainerdException, InterruptedException {
        try {
            return supervisor.ready().get(START_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new ContainerdException(e.getCause().getMessage(), e);
        } catch (TimeoutException e) {
            throw new ContainerdException(
                    "containerd does not answer at %s after %d seconds; its last lines:\n  %s"
                            .formatted(address(), START_SECONDS, supervisor.lastLines()),
                    e);
        }
    }

    @Override
    public void close() {
        try {
            supervisor.close();
            Files.deleteIfExists(folders.pidFile());
            lock.close();
        } catch (IOException e) {
            // The lock goes with the process, and a stale pid is recognised.
            return;
        }
    }
}
