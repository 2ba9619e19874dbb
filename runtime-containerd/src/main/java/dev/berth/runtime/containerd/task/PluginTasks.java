package dev.berth.runtime.containerd.task;

import dev.berth.plugin.error.PluginRuntimeException;
import dev.berth.runtime.containerd.connection.ContainerdCallException;
import dev.berth.runtime.containerd.connection.ContainerdConnection;
import dev.berth.runtime.containerd.connection.SocketWatch;
import dev.berth.runtime.containerd.host.HostProgram;
import dev.berth.runtime.containerd.host.MountOperations;
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

/** The plugins in one containerd: starts them, takes them over, clears them away. */
public final class PluginTasks implements AutoCloseable {
    private final TaskContext parts;
    private final TaskStarter starter;

    public PluginTasks(
            ContainerdConnection connection,
            MountOperations mounts,
            HostProgram mkfifo,
            TaskSettings settings,
            Logger log) {
        this.parts = new TaskContext(connection, mounts, settings, log);
        this.starter = new TaskStarter(parts, new HostPreparation(mounts), mkfifo);
    }

    public PluginTask start(PluginLaunch launch) throws InterruptedException {
        return starter.start(launch);
    }

    /** Takes over what runs and answers. */
    public Optional<PluginTask> attach(PluginLaunch launch) throws InterruptedException {
        try {
            Optional<Process> process =
                    parts.tasks()
                            .find(launch.id())
                            .filter(p -> p.getStatus() == Status.RUNNING)
                            .filter(p -> Files.exists(Path.of(p.getStdout())))
                            .filter(p -> Files.exists(Path.of(p.getStderr())));
            boolean answers = launch.socket().map(SocketWatch::accepts).orElse(true);
            return process.isPresent() && answers
                    ? Optional.of(takeOver(launch, process.get()))
                    : Optional.empty();
        } catch (ContainerdCallException | IOException e) {
            throw new PluginRuntimeException(
                    "plugin " + launch.name() + " cannot be taken over: " + e.getMessage(), e);
        }
    }

    /** Returns the plugins that there is anything of. Interrupting the thread makes it fail. */
    public Set<String> ids() {
        try {
            Set<String> ids = new HashSet<>(parts.containers().ids());
            ids.addAll(RunFolder.ids(parts.runFolders()));
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

    public void clear(String id) throws InterruptedException {
        parts.cleaner().clear(id);
    }

    /** Lets go of all plugins; they run on. */
    @Override
    public void close() {
        parts.close();
    }

    private PluginTask takeOver(PluginLaunch launch, Process process) throws IOException {
        PluginOutput output =
                parts.outputOf(launch, Path.of(process.getStdout()), Path.of(process.getStderr()));
        return parts.running(launch, process.getPid(), output);
    }
}
