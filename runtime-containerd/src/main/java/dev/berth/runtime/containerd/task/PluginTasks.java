package dev.berth.runtime.containerd.task;

import dev.berth.plugin.error.PluginRuntimeException;
import dev.berth.runtime.containerd.connection.ContainerdCallException;
import dev.berth.runtime.containerd.connection.ContainerdConnection;
import dev.berth.runtime.containerd.connection.SocketWatch;
import dev.berth.runtime.containerd.host.DirectoryWatcher;
import dev.berth.runtime.containerd.host.HostTools;
import dev.berth.runtime.containerd.proto.process.Process;
import dev.berth.runtime.containerd.proto.process.Status;
import dev.berth.spi.PluginLaunch;
import dev.berth.spi.PluginTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.log.Logger;

/** Starts, attaches, lists and clears the plugins in one containerd. */
public final class PluginTasks implements AutoCloseable {
    private final TaskContext context;
    private final TaskStarter starter;

    public PluginTasks(
            ContainerdConnection connection,
            HostTools tools,
            DirectoryWatcher folders,
            TaskSettings settings,
            Logger log) {
        this.context = new TaskContext(connection, tools, folders, settings, log);
        this.starter = new TaskStarter(context);
    }

    public PluginTask start(PluginLaunch launch) throws InterruptedException {
        return starter.start(launch);
    }

    /** Takes over a task that runs, if its socket accepts. */
    public Optional<PluginTask> attach(PluginLaunch launch) throws InterruptedException {
        try {
            Optional<Process> process =
                    context.tasks()
                            .find(launch.id())
                            .filter(p -> p.getStatus() == Status.RUNNING)
                            .filter(p -> Files.exists(Path.of(p.getStdout())))
                            .filter(p -> Files.exists(Path.of(p.getStderr())));
            boolean accepts =
                    launch.socket()
                            .map(socket -> SocketWatch.accepts(launch.socketFolder(), socket))
                            .orElse(true);
            return process.isPresent() && accepts
                    ? Optional.of(takeOver(launch, process.get()))
                    : Optional.empty();
        } catch (ContainerdCallException | IOException e) {
            throw new PluginRuntimeException(
                    "plugin " + launch.name() + " cannot be taken over: " + e.getMessage(), e);
        }
    }

    /** Returns the IDs that there is anything of. Interrupting the thread makes it fail. */
    public Set<String> ids() {
        try {
            Set<String> ids = new HashSet<>(context.containers().ids());
            ids.addAll(RunFolder.ids(context.runFolders()));
            return Set.copyOf(ids);
        } catch (ContainerdCallException | IOException e) {
            throw new PluginRuntimeException(
                    "the plugins in containerd cannot be listed: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PluginRuntimeException(
                    "the plugins in containerd cannot be listed: cancelled", e);
        }
    }

    /** Returns the root filesystem that a container was made with, if there is one. */
    public Optional<Path> rootfs(String id) throws InterruptedException {
        try {
            return context.containers().rootfs(id);
        } catch (ContainerdCallException | IOException e) {
            throw new PluginRuntimeException(
                    "the container " + id + " cannot be looked at: " + e.getMessage(), e);
        }
    }

    public void clear(String id) throws InterruptedException {
        context.clearances().clear(id);
    }

    public void clear(Set<String> ids) throws InterruptedException {
        context.clearances().clear(ids);
    }

    /** Lets go of all plugins; they run on. */
    @Override
    public void close() {
        context.close();
        RunFolder.deleteEmpty(context.runFolders());
    }

    private PluginTask takeOver(PluginLaunch launch, Process process) throws IOException {
        context.clearances().forget(launch.id());
        PluginOutput output =
                context.outputOf(
                        launch, Path.of(process.getStdout()), Path.of(process.getStderr()));
        return context.running(launch, process.getPid(), output);
    }
}
