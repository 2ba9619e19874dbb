package dev.berth.runtime.containerd.task;

import dev.berth.runtime.containerd.host.BindMount;
import dev.berth.shared.file.MountTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.osgi.service.log.Logger;

/**
 * The socket folders: each is a private mount of its own on the host for as long as its task is
 * there, {@code nosymfollow,nosuid,nodev,noexec}. A plugin that puts a link where its socket was
 * leads nobody to another socket of the host, and it cannot mount over the host's folder.
 *
 * <p>The task's run folder notes the mount before it is made and until it is undone, so that it
 * outlasts no clearance, whenever an engine is killed.
 */
final class SocketFolders {
    private final Logger log;
    private final AtomicBoolean warned = new AtomicBoolean();

    SocketFolders(Logger log) {
        this.log = log;
    }

    /** Notes a folder as a task's, and returns the mount that it is to be. */
    BindMount note(RunFolder task, Path folder) throws IOException {
        BindMount mount = BindMount.isolated(folder.toRealPath());
        task.socketFolder().set(mount.folder());
        return mount;
    }

    /** Says once where a mount that was made follows links all the same. */
    void check(BindMount made) throws IOException {
        Path folder = made.folder();
        if (MountTable.readBelow(folder).followsLinks(folder)
                && warned.compareAndSet(false, true)) {
            log.warn(
                    "this kernel, or its mount(8), knows no mounts without links (nosymfollow,"
                        + " Linux 5.10): whether a plugin leads the engine to another socket of the"
                        + " host is told by the age of its socket folder, and other programs are"
                        + " not guarded");
        }
    }

    /** Returns the mount that a task has; none or one. */
    List<Path> of(RunFolder task) throws IOException {
        return task.socketFolder().get().stream().toList();
    }

    /** Removes a task's note, once its mount is undone. */
    void forget(RunFolder task) throws IOException {
        task.socketFolder().remove();
    }
}
