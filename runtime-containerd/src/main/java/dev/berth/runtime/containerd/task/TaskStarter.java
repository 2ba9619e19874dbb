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

/** Starts plugins; a start that fails or is interrupted is undone. */
final class TaskStarter {
    private final TaskContext context;
    private final HostPreparation preparation;
    private final HostProgram mkfifo;

    TaskStarter(TaskContext context, HostPreparation preparation, HostProgram mkfifo) {
        this.context = context;
        this.preparation = preparation;
        this.mkfifo = mkfifo;
    }

    PluginTask start(PluginLaunch launch) throws InterruptedException {
        LaunchCheck.check(launch);
        RunFolder folder = RunFolder.of(context.runFolders(), launch.id());
        HostFacts facts =
                new HostLookup(launch, folder.empty())
                        .facts("/" + context.cgroup() + "/" + launch.id());
        context.cleaner().clear(launch.id());
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
        PluginOutput output = context.outputOf(launch, folder.stdout(), folder.stderr());
        ContainerdTask plugin;
        try {
            context.containers().create(launch.id(), launch.name(), spec);
            long pid = context.tasks().create(launch.id(), folder.stdout(), folder.stderr());
            plugin = context.running(launch, pid, output);
        } catch (ContainerdCallException | InterruptedException | RuntimeException e) {
            output.close();
            throw e;
        }
        new SocketReadiness(launch, plugin).startAndWait(() -> context.tasks().start(launch.id()));
        return plugin;
    }

    private void undo(PluginLaunch launch, Exception reason) {
        context.cleaner().clearUninterrupted(launch.id()).ifPresent(reason::addSuppressed);
    }
}
