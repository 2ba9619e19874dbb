package dev.berth.runtime.containerd.task;

import dev.berth.runtime.containerd.connection.ContainerdCallException;
import dev.berth.runtime.containerd.connection.GrpcReplies;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Removes what is left of a task: process, shim, container, mounts, pipes. */
final class TaskCleaner {
    private static final Duration LIMIT = Duration.ofSeconds(15);

    private final Tasks tasks;
    private final Containers containers;
    private final TaskMounts mounts;
    private final ShimProcesses shims;
    private final Path runFolders;

    TaskCleaner(
            Tasks tasks,
            Containers containers,
            TaskMounts mounts,
            ShimProcesses shims,
            Path runFolders) {
        this.shims = shims;
        this.tasks = tasks;
        this.containers = containers;
        this.mounts = mounts;
        this.runFolders = runFolders;
    }

    /**
     * Removes it; does nothing if there is nothing. A run folder is made before all else and
     * deleted after it, so that without one only a container can be left, by a reboot.
     */
    void clear(String id) throws InterruptedException, ContainerdCallException, IOException {
        RunFolder folder = RunFolder.of(runFolders, id);
        if (!folder.exists() && !containers.has(id)) {
            return;
        }
        if (!tasks.isDeleted(id)) {
            removeTask(id, folder);
        }
        // The database of containerd syncs its disk; the mounts need not wait for that.
        CompletableFuture<?> deleted = containers.delete(id);
        releaseMounts(id);
        settle(deleted);
        folder.delete();
        tasks.forget(id);
    }

    /** Returns whether there was a run that is not cleared. */
    boolean hasRun(String id) {
        return RunFolder.of(runFolders, id).exists();
    }

    /** Undoes the mounts of a task whose process has ended. */
    void releaseMounts(String id) throws InterruptedException, IOException {
        mounts.release(RunFolder.of(runFolders, id));
    }

    private void removeTask(String id, RunFolder folder)
            throws InterruptedException, ContainerdCallException, IOException {
        Closeable readers = folder.holdPipes();
        try {
            removeContainer(id);
            if (folder.exists()) {
                // Who began its run may have died, or given up, while containerd made the task.
                shims.awaitGone(id);
            }
        } finally {
            readers.close();
        }
    }

    /**
     * Removes what a container or a task is refused for, and returns whether there was such: a
     * container that containerd made after the clearance, for an engine that was killed as it
     * asked, or a bundle that it has left.
     */
    boolean clearTheWay(ContainerdCallException refusal, String id)
            throws InterruptedException, ContainerdCallException, IOException {
        Optional<StaleBundle> bundle = shims.bundleInTheWay(refusal, id);
        if (!refusal.isAlreadyExists() && bundle.isEmpty()) {
            return false;
        }
        removeContainer(id);
        if (bundle.isPresent()) {
            shims.awaitGone(id);
            bundle.get().delete();
        }
        return true;
    }

    /**
     * Removes the task, then the container: containerd finds a task to be deleted by its container
     * only.
     */
    private void removeContainer(String id)
            throws InterruptedException, ContainerdCallException, IOException {
        endTask(id);
        settle(containers.delete(id));
    }

    /**
     * Never asks first whether there is a task: containerd says that there is none while the shim
     * is still making it, or was killed in doing so, and yet refuses to make another before that
     * one is deleted.
     */
    private void endTask(String id)
            throws InterruptedException, ContainerdCallException, IOException {
        kill(id);
        awaitExit(tasks.exit(id));
        try {
            settle(tasks.delete(id));
        } catch (ContainerdCallException e) {
            if (e.isUnanswered()) {
                throw e;
            }
            // It also fails when the shim goes before it replies; the task is removed then.
            settle(tasks.delete(id));
        }
    }

    private void kill(String id) throws InterruptedException, ContainerdCallException {
        try {
            tasks.kill(id, Tasks.SIGKILL, true, LIMIT);
        } catch (ContainerdCallException e) {
            if (e.isUnanswered()) {
                throw e;
            }
            // It also fails when the shim goes before it replies, as one does whose process has
            // ended when containerd comes back. The exit, which is waited for, tells.
            return;
        }
    }

    private static void awaitExit(CompletableFuture<?> exit)
            throws InterruptedException, ContainerdCallException, IOException {
        try {
            exit.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ContainerdCallException failed && failed.isUnanswered()) {
                throw failed;
            }
            // There is none, or its shim is gone: then it can be deleted.
            return;
        } catch (TimeoutException e) {
            throw new IOException("its process does not end, not even by SIGKILL", e);
        }
    }

    private static void settle(CompletableFuture<?> reply)
            throws InterruptedException, ContainerdCallException {
        try {
            GrpcReplies.await(reply, LIMIT);
        } catch (ContainerdCallException e) {
            if (!e.isNotFound()) {
                throw e;
            }
        }
    }
}
