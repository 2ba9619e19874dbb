package dev.berth.core.launch;

import dev.berth.spi.HostMount;
import dev.berth.spi.LaunchContributor;
import dev.berth.spi.LaunchedTask;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The folder in which a log driver finds the FIFOs of its logs. Read-only: FIFOs are read all the
 * same, and a plugin can neither fill the host's {@code /run} nor put something in their place.
 */
public final class LoggingContributor implements LaunchContributor {
    private static final String IN_PLUGIN = "/run/docker/logging";

    private final PluginFolders folders;

    public LoggingContributor(Path folder) {
        this.folders = new PluginFolders(folder);
    }

    @Override
    public List<HostMount> contribute(LaunchedTask task) {
        return mounts(folders.acquire(task));
    }

    @Override
    public Optional<List<HostMount>> attach(LaunchedTask task) {
        return folders.reacquire(task).map(LoggingContributor::mounts);
    }

    @Override
    public void ended(LaunchedTask task) {
        folders.release(task);
    }

    private static List<HostMount> mounts(Path folder) {
        return List.of(HostMount.of(folder, IN_PLUGIN).withReadOnly(true));
    }
}
