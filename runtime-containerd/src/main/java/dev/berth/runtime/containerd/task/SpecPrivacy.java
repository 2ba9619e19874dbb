package dev.berth.runtime.containerd.task;

import dev.berth.plugin.error.PluginRuntimeException;
import dev.berth.runtime.containerd.connection.ContainerdCallException;
import dev.berth.runtime.containerd.connection.ContainerdConnection;
import dev.berth.runtime.containerd.grpc.GrpcMethod;
import dev.berth.runtime.containerd.proto.introspection.Plugin;
import dev.berth.runtime.containerd.proto.introspection.PluginsRequest;
import dev.berth.runtime.containerd.proto.introspection.PluginsResponse;
import dev.berth.shared.file.FileStatus;
import dev.berth.spi.PluginLaunch;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Checks that only root can read the container specs that containerd keeps, environments included,
 * in its metadata database. containerd makes that file with mode 0644, and before 1.7.29, 2.0.7 and
 * 2.1.5 the folders above it with 0711 (CVE-2024-25621).
 */
final class SpecPrivacy {
    private static final String DATABASE = "type==io.containerd.metadata.v1";
    private static final GrpcMethod<PluginsRequest, PluginsResponse> PLUGINS =
            GrpcMethod.of(
                    "containerd.services.introspection.v1.Introspection",
                    "Plugins",
                    PluginsResponse.parser());

    private final ContainerdConnection connection;

    SpecPrivacy(ContainerdConnection connection) {
        this.connection = connection;
    }

    /**
     * Checks it for a plugin that has secrets.
     *
     * @throws PluginRuntimeException if others can read them, or that cannot be told
     */
    void require(PluginLaunch launch) throws InterruptedException {
        if (launch.secrets().isEmpty()) {
            return;
        }
        String problem = problem();
        if (!problem.isEmpty()) {
            throw new PluginRuntimeException(
                    "plugin %s cannot be started with its secrets (%s): %s"
                            .formatted(launch.name(), String.join(", ", launch.secrets()), problem),
                    new IOException(problem));
        }
    }

    private String problem() throws InterruptedException {
        try {
            Optional<String> database = database();
            return database.isEmpty()
                    ? "containerd does not say where it keeps its containers' environment"
                    : problem(Path.of(database.get()));
        } catch (ContainerdCallException | IOException | InvalidPathException e) {
            return "where containerd keeps its containers' environment cannot be checked: "
                    + e.getMessage();
        }
    }

    private Optional<String> database() throws InterruptedException, ContainerdCallException {
        return connection
                .client()
                .call(PLUGINS, PluginsRequest.newBuilder().addFilters(DATABASE).build())
                .await()
                .getPluginsList()
                .stream()
                .map(Plugin::getExportsMap)
                .flatMap(exports -> Optional.ofNullable(exports.get("path")).stream())
                .findFirst();
    }

    /** Returns what is wrong with a database, or nothing. */
    static String problem(Path database) throws IOException {
        Path file = database.toRealPath();
        if (!FileStatus.of(file).isReadableByOthers()) {
            return "";
        }
        for (Path above = file.getParent(); above != null; above = above.getParent()) {
            if (!FileStatus.of(above).isEnterableByOthers()) {
                return "";
            }
        }
        return "containerd keeps its containers' environment in %s, which others can read: chmod 700 %s"
                .formatted(file, file.getParent().getParent());
    }
}
