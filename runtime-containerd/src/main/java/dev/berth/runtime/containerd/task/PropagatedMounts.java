package dev.berth.runtime.containerd.task;

import dev.berth.runtime.containerd.host.BindMount;
import dev.berth.runtime.containerd.host.MountMaker;
import dev.berth.runtime.containerd.host.Unmounter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The propagated mounts: folders of the host, each a shared mount of its own for as long as a task
 * has it. Two tasks of one plugin have the same one while the plugin is upgraded: the first that
 * comes makes it, the last that goes undoes it and what is mounted below.
 *
 * <p>A task has what its run folder notes. Two rules make that outlast an engine that is killed at
 * any moment, whichever task is cleared first: the note is there before the mount is made, and goes
 * only when the mount is undone or another task's folder notes it too.
 *
 * <p>What is done to one folder is done by one thread at a time, from the look at the notes to
 * their change: a start of one task and a clearance of the other do not know of each other.
 */
final class PropagatedMounts {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final MountMaker mounts;
    private final Unmounter unmounter;

    /** The folders that a thread is at; guarded by this. */
    private final Set<Path> taken = new HashSet<>();

    PropagatedMounts(MountMaker mounts, Unmounter unmounter) {
        this.mounts = mounts;
        this.unmounter = unmounter;
    }

    /**
     * Notes a folder as a task's, and makes it a shared mount. One that another task has stays as
     * it is, with all that is mounted below.
     *
     * @param others mounts of this task alone, made with it by the same process
     */
    void hold(RunFolder task, Path folder, List<BindMount> others)
            throws IOException, InterruptedException {
        BindMount mount = BindMount.shared(folder.toRealPath());
        take(mount.folder());
        try {
            task.propagatedMount().set(mount.folder());
            if (task.isNotedBeside(mount.folder())) {
                mounts.make(task.fstab(), others);
                mounts.ensure(List.of(mount));
            } else {
                List<BindMount> made = new ArrayList<>(others);
                made.add(mount);
                mounts.make(task.fstab(), made);
            }
        } finally {
            giveBack(mount.folder());
        }
    }

    /**
     * Removes a task's note, if it has one; and the mount, unless another task has it.
     *
     * @param others mounts of this task alone, undone with it by the same process
     */
    void release(RunFolder task, List<Path> others) throws IOException, InterruptedException {
        Optional<Path> noted = task.propagatedMount().get();
        if (noted.isEmpty()) {
            unmounter.requireUnmounted(others);
            return;
        }
        Path mount = noted.get();
        take(mount);
        try {
            List<Path> undone = new ArrayList<>(others);
            if (!task.isNotedBeside(mount)) {
                undone.add(mount);
            }
            unmounter.requireUnmounted(undone);
            task.propagatedMount().remove();
        } finally {
            giveBack(mount);
        }
    }

    private synchronized void take(Path mount) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!taken.add(mount)) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                throw new IOException(
                        "the mounts below "
                                + mount
                                + " are being changed for another task, and that takes longer than "
                                + LIMIT.toSeconds()
                                + " s");
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
    }

    private synchronized void giveBack(Path mount) {
        taken.remove(mount);
        notifyAll();
    }
}
