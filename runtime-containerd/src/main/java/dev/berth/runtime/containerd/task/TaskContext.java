package dev.berth.runtime.containerd.task;

import dev.berth.runtime.containerd.connection.ContainerdConnection;
import dev.berth.runtime.containerd.host.DirectoryWatcher;
import dev.berth.runtime.containerd.host.HostTools;
import dev.berth.spi.PluginLaunch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.log.Logger;

/** The clients and settings that start, attach and clear share, and the tasks that are watched. */
final class TaskContext implements AutoCloseable {
    private final ContainerdConnection connection;
    private final Tasks tasks;
    private final Containers containers;
    private final HostPreparation preparation;
    private final TaskCleaner cleaner;
    private final Clearances clearances;
    private final DirectoryWatcher folders;
    private final TaskSettings settings;
    private final RateLimit allOutput;
    private final Logger log;
    private final Set<ContainerdTask> watched = ConcurrentHashMap.newKeySet();

    TaskContext(
            ContainerdConnection connection,
            HostTools tools,
            DirectoryWatcher folders,
            TaskSettings settings,
            Logger log) {
        this.connection = connection;
        this.folders = folders;
        this.settings = settings;
        this.allOutput = new RateLimit(settings.output().allRateBytes(), System::nanoTime);
        this.log = log;
        this.tasks = new Tasks(connection);
        this.containers = new Containers(connection, settings.runtime(), settings.label());
        TaskMounts mounts = new TaskMounts(tools, log);
        this.preparation = new HostPreparation(mounts, tools.pipes());
        this.cleaner =
                new TaskCleaner(
                        tasks,
                        containers,
                        mounts,
                        new ShimProcesses(settings.cgroup(), settings.runtime(), folders),
                        settings.runFolders());
        this.clearances = new Clearances(cleaner, connection::answering, log);
    }

    Tasks tasks() {
        return tasks;
    }

    Containers containers() {
        return containers;
    }

    SpecPrivacy specPrivacy() {
        return new SpecPrivacy(connection);
    }

    HostPreparation preparation() {
        return preparation;
    }

    TaskCleaner cleaner() {
        return cleaner;
    }

    Clearances clearances() {
        return clearances;
    }

    DirectoryWatcher folders() {
        return folders;
    }

    Path runFolders() {
        return settings.runFolders();
    }

    /** Returns the path of a plugin's control group. */
    String cgroup(String id) {
        return "/" + settings.cgroup() + "/" + id;
    }

    PluginOutput outputOf(PluginLaunch launch, Path stdout, Path stderr) throws IOException {
        return PluginOutput.open(stdout, stderr, launch, log, settings.output(), allOutput);
    }

    /** Watches a process from now on. */
    ContainerdTask running(PluginLaunch launch, long pid, PluginOutput output) {
        ContainerdTask plugin =
                new ContainerdTask(
                        launch.id(),
                        launch.name(),
                        pid,
                        tasks,
                        clearances,
                        output,
                        ControlGroup.of(cgroup(launch.id())),
                        new ExitWatch(connection, tasks).of(launch.id()));
        watched.add(plugin);
        plugin.exit().thenRun(() -> watched.remove(plugin));
        return plugin;
    }

    /** Lets go of all plugins; they run on. */
    @Override
    public void close() {
        clearances.close();
        watched.forEach(ContainerdTask::close);
    }
}
