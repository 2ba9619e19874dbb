package dev.berth.runtime.containerd.host;

import dev.berth.shared.file.MountTable;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;

/** The places that others have mounted a folder at. */
public final class MountCopies {
    private final DirectoryWatcher folders;

    public MountCopies(DirectoryWatcher folders) {
        this.folders = folders;
    }

    /**
     * Waits until a folder is no longer mounted elsewhere. Whoever mounted it there takes the mount
     * point away afterwards, and that is an event.
     *
     * @return whether it came to that within the limit
     */
    public boolean awaitNone(Path folder, Duration limit) throws IOException, InterruptedException {
        Path real = Unmounter.real(folder);
        long deadline = System.nanoTime() + limit.toNanos();
        for (Path copy : MountTable.read().copiesOf(real)) {
            try (DirectoryWatcher.Subscription changes = folders.subscribe(copy.getParent())) {
                while (MountTable.read().copiesOf(real).contains(copy)) {
                    long left = deadline - System.nanoTime();
                    if (left <= 0 || changes.isClosed()) {
                        return false;
                    }
                    changes.await(Duration.ofNanos(left));
                }
            } catch (NoSuchFileException e) {
                // The folder around the mount point went first: so did the mount.
                continue;
            }
        }
        return true;
    }
}
