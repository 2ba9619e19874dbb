package dev.berth.runtime.containerd.task;

import dev.berth.runtime.containerd.connection.ContainerdConnection;
import dev.berth.runtime.containerd.host.MountOperations;
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
    private final TaskCleaner cleaner;
    private final TaskSettings settings;
    private final Logger log;
    private final Set<ContainerdTask> watched = ConcurrentHashMap.newKeySet();

    TaskContext(
            ContainerdConnection connection,
            MountOperations mounts,
            TaskSettings settings,
            Logger log) {
        this.connection = connection;
        this.settings = settings;
        this.log = log;
        this.tasks = new Tasks(connection);
        this.containers =
                new Containers(connection, settings.runtime(), settings.runFolders().toString());
        this.cleaner = new TaskCleaner(tasks, containers, mounts, settings.runFolders());
    }

    Tasks tasks() {
        return tasks;
    }

    Containers containers() {
        return containers;
    }

    TaskCleaner cleaner() {
        return cleaner;
    }

    Path runFolders() {
        return settings.runFolders();
    }

    String cgroup() {
        return settings.cgroup();
    }

    PluginOutput outputOf(PluginLaunch launch, Path stdout, Path stderr) throws IOException {
        return PluginOutput.open(stdout, stderr, launch.name(), log, settings.lastLines());
    }

    /** Watches a process from now on. */
    ContainerdTask running(PluginLaunch launch, long pid, PluginOutput output) {
        ContainerdTask plugin =
                new ContainerdTask(
                        launch.id(),
                        launch.name(),
                        pid,
                        tasks,
                        cleaner,
                        output,
                        new ExitWatch(connection, tasks).of(launch.id()));
        watched.add(plugin);
        plugin.exit().thenRun(() -> watched.remove(plugin));
        return plugin;
    }

    /** Lets go of all plugins; they run on. */
    @Override
    public void close() {
        for (ContainerdTask plugin : watched) {
            try {
                plugin.close();
            } catch (IOException e) {
                log.warn("A plugin's output could not be closed", e);
            }
        }
    }
}
