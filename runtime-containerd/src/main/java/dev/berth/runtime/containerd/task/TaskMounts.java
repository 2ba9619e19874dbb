package dev.berth.runtime.containerd.task;

import dev.berth.runtime.containerd.host.BindMount;
import dev.berth.runtime.containerd.host.HostTools;
import dev.berth.runtime.containerd.host.MountMaker;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.osgi.service.log.Logger;

/**
 * The mounts of a task: its socket folder, and its propagated mount if it has one; made by one
 * process and undone by one.
 */
final class TaskMounts {
    private final MountMaker mounts;
    private final SocketFolders sockets;
    private final PropagatedMounts propagated;

    TaskMounts(HostTools tools, Logger log) {
        this.mounts = tools.mounts();
        this.sockets = new SocketFolders(log);
        this.propagated = new PropagatedMounts(tools.mounts(), tools.unmounter());
    }

    /** Notes and makes those of a task. */
    void hold(RunFolder task, Path socketFolder, Optional<Path> propagatedMount)
            throws IOException, InterruptedException {
        BindMount socket = sockets.note(task, socketFolder);
        if (propagatedMount.isPresent()) {
            propagated.hold(task, propagatedMount.get(), List.of(socket));
        } else {
            mounts.make(task.fstab(), List.of(socket));
        }
        sockets.check(socket);
    }

    /** Undoes those of a task whose process has ended, but for what another task has, too. */
    void release(RunFolder task) throws IOException, InterruptedException {
        propagated.release(task, sockets.of(task));
        sockets.forget(task);
    }
}
