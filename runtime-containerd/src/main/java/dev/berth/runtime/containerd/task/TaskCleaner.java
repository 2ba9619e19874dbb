package dev.berth.runtime.containerd.task;

import dev.berth.plugin.error.PluginRuntimeException;
import dev.berth.runtime.containerd.connection.ContainerdCallException;
import dev.berth.runtime.containerd.host.MountOperations;
import dev.berth.runtime.containerd.host.UninterruptibleCall;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Removes what is left of a plugin's run: task, container, mounts, pipes. */
final class TaskCleaner {
    private static final long KILL_LIMIT_SECONDS = 15;

    private final Tasks tasks;
    private final Containers containers;
    private final MountOperations mounts;
    private final Path runFolders;

    TaskCleaner(Tasks tasks, Containers containers, MountOperations mounts, Path runFolders) {
        this.tasks = tasks;
        this.containers = containers;
        this.mounts = mounts;
        this.runFolders = runFolders;
    }

    /** Removes it; does nothing if there is nothing. */
    void clear(String id) throws InterruptedException {
        try {
            endTask(id);
            containers.delete(id);
            RunFolder folder = RunFolder.of(runFolders, id);
            Optional<Path> mounted = folder.notedMount();
            if (mounted.isPresent()) {
                unmount(mounted.get());
            }
            folder.delete();
        } catch (ContainerdCallException | IOException e) {
            throw new PluginRuntimeException(
                    "what is left of plugin " + id + " cannot be removed: " + e.getMessage(), e);
        }
    }

    /** Removes it whatever happens to this thread meanwhile, and says why if it cannot. */
    Optional<Throwable> clearUninterrupted(String id) {
        try {
            return UninterruptibleCall.call(
                    "berth-clear-" + id,
                    () -> {
                        clear(id);
                        return Optional.empty();
                    });
        } catch (CompletionException e) {
            return Optional.of(e.getCause());
        }
    }

    private void endTask(String id)
            throws InterruptedException, ContainerdCallException, IOException {
        if (tasks.find(id).isEmpty()) {
            return;
        }
        tasks.kill(id, Tasks.SIGKILL, true);
        settle(tasks.exit(id));
        try {
            settle(tasks.delete(id));
        } catch (ContainerdCallException e) {
            // It also fails when the shim goes before it replies; the task is removed then.
            if (tasks.find(id).isPresent()) {
                throw e;
            }
        }
    }

    private void unmount(Path folder) throws IOException, InterruptedException {
        List<Path> left = mounts.unmountBelow(folder);
        if (!left.isEmpty()) {
            throw new IOException("these mounts cannot be undone: " + left);
        }
    }

    private static void settle(CompletableFuture<?> reply)
            throws InterruptedException, ContainerdCallException, IOException {
        try {
            reply.get(KILL_LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof ContainerdCallException failed)) {
                throw new IOException(e.getCause());
            }
            if (!failed.isNotFound()) {
                throw failed;
            }
        } catch (TimeoutException e) {
            throw new IOException("its process does not end, not even by SIGKILL", e);
        }
    }
}
