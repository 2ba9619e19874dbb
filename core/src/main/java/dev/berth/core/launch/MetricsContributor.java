package dev.berth.core.launch;

import dev.berth.core.metrics.MetricsServer;
import dev.berth.plugin.error.PluginStorageException;
import dev.berth.spi.HostMount;
import dev.berth.spi.LaunchContributor;
import dev.berth.spi.LaunchedTask;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The socket at which a metrics collector reads the host's metrics. One for each plugin, so that
 * none keeps another from it. A socket is not bound a second time: a plugin that an earlier engine
 * left running is started anew, because what it has is the socket of that engine.
 */
public final class MetricsContributor implements LaunchContributor, AutoCloseable {
    private static final String IN_PLUGIN = "/run/docker/metrics.sock";
    private static final String NAME = "metrics.sock";

    private final PluginFolders folders;
    private final Supplier<byte[]> metrics;
    private final Map<String, MetricsServer> servers = new ConcurrentHashMap<>();

    /**
     * @param metrics returns them in Prometheus' text format
     */
    public MetricsContributor(Path folder, Supplier<byte[]> metrics) {
        this.folders = new PluginFolders(folder);
        this.metrics = metrics;
    }

    @Override
    public List<HostMount> contribute(LaunchedTask task) {
        Path socket = folders.acquire(task).resolve(NAME);
        servers.compute(
                task.pluginId(),
                (id, known) ->
                        known != null && known.isThere() ? known : serve(known, socket, task));
        return mounts(socket);
    }

    private MetricsServer serve(MetricsServer former, Path socket, LaunchedTask task) {
        close(former);
        try {
            return MetricsServer.open(socket, "berth-metrics-" + task.name(), metrics);
        } catch (IOException e) {
            throw new PluginStorageException(
                    socket, "cannot serve metrics at %s: %s".formatted(socket, e.getMessage()), e);
        }
    }

    /** The engine may have lost the runtime only, and serves on. */
    @Override
    public Optional<List<HostMount>> attach(LaunchedTask task) {
        return Optional.ofNullable(servers.get(task.pluginId()))
                .map(server -> mounts(server.socket()));
    }

    @Override
    public void ended(LaunchedTask task) {
        if (folders.release(task)) {
            close(servers.remove(task.pluginId()));
        }
    }

    /** Ends all servers: the engine stops. */
    @Override
    public void close() {
        servers.keySet().forEach(id -> close(servers.remove(id)));
    }

    private static void close(MetricsServer server) {
        if (server != null) {
            server.close();
        }
    }

    private static List<HostMount> mounts(Path socket) {
        return List.of(HostMount.of(socket, IN_PLUGIN).withReadOnly(true));
    }
}
