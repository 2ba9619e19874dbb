package dev.berth.runtime.containerd.task;

import dev.berth.plugin.PluginUsage;
import dev.berth.plugin.TaskExit;
import dev.berth.plugin.error.PluginRuntimeException;
import dev.berth.runtime.containerd.connection.ContainerdCallException;
import dev.berth.spi.PluginTask;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The {@link PluginTask} of a containerd task: a plugin's first process, until it has ended. */
final class ContainerdTask implements PluginTask, AutoCloseable {
    private static final Duration KILL_LIMIT = Duration.ofSeconds(15);
    private static final String IMMORTAL = "it does not end, not even by SIGKILL";
    private static final Duration SIGNAL_LIMIT = Duration.ofSeconds(5);
    private static final Duration CLEAR_LIMIT = Duration.ofSeconds(10);
    private static final Duration DRAIN_LIMIT = Duration.ofSeconds(5);

    private final String id;
    private final String name;
    private final long pid;
    private final Optional<ProcessHandle> process;
    private final Tasks tasks;
    private final Clearances clearances;
    private final PluginOutput output;
    private final ControlGroup group;
    private final CompletableFuture<Integer> code;
    private final CompletableFuture<TaskExit> exit;
    private volatile boolean asked;

    /**
     * @param code completes with the process's exit code
     */
    ContainerdTask(
            String id,
            String name,
            long pid,
            Tasks tasks,
            Clearances clearances,
            PluginOutput output,
            ControlGroup group,
            CompletableFuture<Integer> code) {
        this.id = id;
        this.name = name;
        this.pid = pid;
        this.process = ProcessHandle.of(pid);
        this.tasks = tasks;
        this.clearances = clearances;
        this.output = output;
        this.group = group;
        this.code = code;
        this.exit = code.thenCompose(this::ended);
    }

    @Override
    public long pid() {
        return pid;
    }

    @Override
    public CompletionStage<TaskExit> exit() {
        return exit.minimalCompletionStage();
    }

    @Override
    public Optional<PluginUsage> usage() {
        return group.usage();
    }

    @Override
    public TaskExit stop(Duration grace) throws InterruptedException {
        try {
            if (!exit.isDone()) {
                end(grace);
            }
            awaitGone();
            if (code.isDone()) {
                clearances.releaseMounts(id);
                awaitDeleted();
            }
            clearances.clear(id, CLEAR_LIMIT);
            return exit.get(DRAIN_LIMIT.multipliedBy(2).toSeconds(), TimeUnit.SECONDS);
        } catch (ContainerdCallException | TimeoutException e) {
            throw new PluginRuntimeException(
                    "plugin " + name + " cannot be stopped: " + e.getMessage(), e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("an exit is never a failure", e);
        }
    }

    private void end(Duration grace)
            throws InterruptedException, ContainerdCallException, TimeoutException {
        asked = true;
        CompletableFuture<?> gentle = signal(Tasks.SIGTERM, false);
        if (!endsWithin(gentle, grace)) {
            CompletableFuture<?> forced = signal(Tasks.SIGKILL, true);
            if (!endsWithin(forced, KILL_LIMIT)) {
                throw new TimeoutException(IMMORTAL);
            }
        }
    }

    /**
     * Sends a signal by containerd or, if that fails, to the first process itself, whose end is
     * that of the others: containerd may not answer, and fails when the shim goes before it
     * replies, as that of a process does which has just ended.
     *
     * @return completes when the process has ended
     */
    private CompletableFuture<?> signal(int signal, boolean all)
            throws InterruptedException, ContainerdCallException {
        try {
            tasks.kill(id, signal, all, SIGNAL_LIMIT);
            return code;
        } catch (ContainerdCallException e) {
            if (process.isEmpty()) {
                throw e;
            }
            if (signal == Tasks.SIGKILL) {
                process.get().destroyForcibly();
            } else {
                process.get().destroy();
            }
            return process.get().onExit();
        }
    }

    /** Returns how it ended, if it has. */
    TaskExit exitNow() {
        return exit.getNow(null);
    }

    List<String> lastLines() {
        return output.lastLines();
    }

    /** Lets go of the process, which runs on. */
    @Override
    public void close() {
        output.close();
    }

    private static boolean endsWithin(CompletableFuture<?> end, Duration limit)
            throws InterruptedException {
        try {
            end.get(limit.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("an exit is never a failure", e);
        }
    }

    /** A process that lost its shim is reported as ended a moment before containerd kills it. */
    private void awaitGone() throws InterruptedException, TimeoutException {
        if (process.isPresent() && process.get().isAlive()) {
            try {
                process.get().onExit().get(KILL_LIMIT.toNanos(), TimeUnit.NANOSECONDS);
            } catch (ExecutionException | TimeoutException e) {
                throw new TimeoutException(IMMORTAL);
            }
        }
    }

    /** containerd deletes the task as the mounts are undone; a clearance has less to do then. */
    private void awaitDeleted() throws InterruptedException {
        try {
            exit.get(DRAIN_LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            // The clearance removes what is left.
            return;
        }
    }

    /** Once the task is deleted, all that was written is in the pipes. */
    private CompletionStage<TaskExit> ended(int code) {
        // What was asked to end is not said to have died of an earlier kill of a child.
        boolean outOfMemory = !asked && group.hasKilled();
        OptionalLong limit = group.reachedLimit();
        return tasks.delete(id)
                .handle((reply, error) -> null)
                .thenCompose(
                        deleted ->
                                output.drained()
                                        .orTimeout(DRAIN_LIMIT.toSeconds(), TimeUnit.SECONDS))
                .handle((lines, late) -> exit(code, outOfMemory, limit));
    }

    private TaskExit exit(int code, boolean outOfMemory, OptionalLong limit) {
        TaskExit ended =
                TaskExit.of(code).withLastOutput(output.lastLines()).withOutOfMemory(outOfMemory);
        return limit.isPresent() ? ended.withMemoryLimit(limit.getAsLong()) : ended;
    }
}
