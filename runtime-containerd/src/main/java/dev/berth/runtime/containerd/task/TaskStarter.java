package dev.berth.runtime.containerd.task;

import dev.berth.plugin.error.PluginRuntimeException;
import dev.berth.runtime.containerd.connection.ContainerdCallException;
import dev.berth.runtime.containerd.host.HostProgram;
import dev.berth.runtime.containerd.oci.HostFacts;
import dev.berth.runtime.containerd.oci.HostLookup;
import dev.berth.runtime.containerd.oci.PluginSpec;
import dev.berth.spi.PluginLaunch;
import dev.berth.spi.PluginTask;
import java.io.IOException;

/** Starts plugins; what was begun and did not come to its end is undone. */
final class TaskStarter {
    private final TaskContext parts;
    private final HostPreparation preparation;
    private final HostProgram mkfifo;

    TaskStarter(TaskContext parts, HostPreparation preparation, HostProgram mkfifo) {
        this.parts = parts;
        this.preparation = preparation;
        this.mkfifo = mkfifo;
    }

    PluginTask start(PluginLaunch launch) throws InterruptedException {
        LaunchCheck.check(launch);
        RunFolder folder = RunFolder.of(parts.runFolders(), launch.id());
        HostFacts facts =
                new HostLookup(launch, folder.empty())
                        .facts("/" + parts.cgroup() + "/" + launch.id());
        parts.cleaner().clear(launch.id());
        try {
            return run(launch, folder, facts);
        } catch (InterruptedException | RuntimeException e) {
            undo(launch, e);
            throw e;
        } catch (ContainerdCallException | IOException e) {
            undo(launch, e);
            throw new PluginRuntimeException(
                    "plugin " + launch.name() + " cannot be started: " + e.getMessage(), e);
        }
    }

    private ContainerdTask run(PluginLaunch launch, RunFolder folder, HostFacts facts)
            throws IOException, ContainerdCallException, InterruptedException {
        folder.create(mkfifo);
        preparation.prepare(launch, folder);
        byte[] spec = new PluginSpec(launch, facts).json();
        // The readers are there before the task is: its shim opens the pipes at once.
        PluginOutput output = parts.outputOf(launch, folder.stdout(), folder.stderr());
        ContainerdTask plugin;
        try {
            parts.containers().create(launch.id(), launch.name(), spec);
            long pid = parts.tasks().create(launch.id(), folder.stdout(), folder.stderr());
            plugin = parts.running(launch, pid, output);
        } catch (ContainerdCallException | InterruptedException | RuntimeException e) {
            output.close();
            throw e;
        }
        new SocketReadiness(launch, plugin).startAndWait(() -> parts.tasks().start(launch.id()));
        return plugin;
    }

    private void undo(PluginLaunch launch, Exception reason) {
        parts.cleaner().clearUninterrupted(launch.id()).ifPresent(reason::addSuppressed);
    }
}
