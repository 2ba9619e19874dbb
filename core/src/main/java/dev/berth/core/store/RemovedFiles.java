package dev.berth.core.store;

import dev.berth.shared.thread.DaemonThreads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.osgi.service.log.Logger;

/**
 * Removes files and folders by a rename to {@code tmp}, and deletes them there on a thread of its
 * own: an unlink of a large file takes as long as the file is large (ext4 frees its blocks). What
 * is not deleted when the engine ends is deleted by the next start, as all in {@code tmp}.
 */
final class RemovedFiles implements AutoCloseable {
    /** Further removals delete on their own threads, so that they do not outrun the disk. */
    private static final int IN_LINE = 100;

    private static final long IDLE_SECONDS = 1;
    private static final long STOP_SECONDS = 5;

    private final RootLayout layout;
    private final DurableFiles files;
    private final ExecutorService deletions;
    private final Logger log;
    private final AtomicLong removals = new AtomicLong();

    RemovedFiles(RootLayout layout, DurableFiles files, ExecutorService deletions, Logger log) {
        this.layout = layout;
        this.files = files;
        this.deletions = deletions;
        this.log = log;
    }

    /** Returns one thread, which ends while there is nothing to delete. */
    static ExecutorService thread() {
        ThreadPoolExecutor one =
                new ThreadPoolExecutor(
                        1,
                        1,
                        IDLE_SECONDS,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(IN_LINE),
                        DaemonThreads.named("berth-delete"),
                        (deletion, full) -> deletion.run());
        one.allowCoreThreadTimeOut(true);
        return one;
    }

    /**
     * Removes a folder: it is gone, also after a power cut, when this returns.
     *
     * @throws dev.berth.plugin.error.PluginStorageException if it is where it was
     */
    void remove(Path folder) {
        Path gone = place(folder);
        files.takeAway(folder, gone);
        deleteBeside(gone);
    }

    /** Removes a file, which a power cut may bring back; a failure costs disk space only. */
    void unlink(Path file) {
        Path gone = place(file);
        try {
            Files.move(file, gone, StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException e) {
            return;
        } catch (IOException e) {
            delete(file);
            return;
        }
        deleteBeside(gone);
    }

    /** The removal is done: nothing that happens here is a failure of it. */
    private void deleteBeside(Path gone) {
        try {
            deletions.execute(() -> delete(gone));
        } catch (RuntimeException | Error e) {
            // Where no thread can be started, this one deletes.
            delete(gone);
        }
    }

    /** Returns a free name, because the same file may have been removed and made anew. */
    private Path place(Path file) {
        return layout.removing(file.getFileName() + "-" + removals.incrementAndGet());
    }

    private void delete(Path gone) {
        try {
            files.deleteOrLog(gone);
        } catch (RuntimeException e) {
            log.warn("cannot delete all of {}: {}", gone, e.toString());
        }
    }

    /** Waits some seconds for what is being deleted; the rest is left to the next start. */
    @Override
    public void close() {
        deletions.shutdown();
        try {
            if (!deletions.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                log.warn(
                        "not all that was removed is deleted after {} s: the next start does it",
                        STOP_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        deletions.shutdownNow();
    }
}
