package dev.berth.core.lifecycle;

import dev.berth.core.client.HostPaths;
import dev.berth.core.client.PluginConnection;
import dev.berth.core.client.PluginConnections;
import dev.berth.core.client.PluginIdentity;
import dev.berth.core.provider.Providers;
import dev.berth.core.publish.Publication;
import dev.berth.core.publish.Publisher;
import dev.berth.core.store.PluginDocument;
import dev.berth.core.store.PluginStore;
import dev.berth.core.work.Cancellation;
import dev.berth.plugin.PluginConfig;
import dev.berth.plugin.PluginState;
import dev.berth.plugin.error.PluginStorageException;
import dev.berth.spi.PluginLaunch;
import dev.berth.spi.PluginTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Starts a plugin's process, or attaches to it, and publishes it; a failure leaves nothing running
 * that was started here.
 */
public final class Starter {
    private final PluginStore store;
    private final Providers providers;
    private final Publisher publisher;
    private final ExecRoot execRoot;
    private final PluginConnections connections;

    public Starter(
            PluginStore store,
            Providers providers,
            Publisher publisher,
            ExecRoot execRoot,
            PluginConnections connections) {
        this.store = store;
        this.providers = providers;
        this.publisher = publisher;
        this.execRoot = execRoot;
        this.connections = connections;
    }

    /** Starts and publishes a plugin; a start that is published is not cancelled. */
    RunningPlugin start(ManagedPlugin plugin, Cancellation cancellation)
            throws InterruptedException {
        PluginLaunch launch = launch(plugin);
        PluginTask task = providers.runtime().start(launch);
        try {
            cancellation.pointOfNoReturn();
            return publish(plugin, prepare(plugin, launch, task));
        } catch (Throwable t) {
            cancellation.beginUndo();
            stop(task, t);
            throw t;
        }
    }

    /** Stops what cannot be used after all. */
    private static void stop(PluginTask task, Throwable reason) throws InterruptedException {
        try {
            task.stop(Duration.ZERO);
        } catch (RuntimeException | Error e) {
            reason.addSuppressed(e);
        }
    }

    /** Attaches to the process that an earlier engine left running; empty if there is none. */
    Optional<RunningPlugin> attach(ManagedPlugin plugin) throws InterruptedException {
        PluginLaunch launch = launch(plugin);
        Optional<PluginTask> task = providers.runtime().attach(launch);
        return task.isPresent()
                ? Optional.of(publish(plugin, prepare(plugin, launch, task.get())))
                : Optional.empty();
    }

    private PluginLaunch launch(ManagedPlugin plugin) {
        PluginDocument document = plugin.document();
        PluginConfig config = plugin.stored().config();
        return new LaunchSpec(
                plugin.id(),
                plugin.name(),
                config,
                document.settings().over(config),
                store.rootfs(document),
                propagatedMount(plugin.id(), config),
                execRoot.prepare(plugin.id(), config.iface().socket()),
                plugin.startLimit());
    }

    private Optional<Path> propagatedMount(String id, PluginConfig config) {
        if (config.propagatedMount().isEmpty()) {
            return Optional.empty();
        }
        Path folder = store.propagatedMount(id);
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new PluginStorageException(folder, "cannot make %s: %s".formatted(folder, e), e);
        }
        return Optional.of(folder);
    }

    /**
     * Publishes a plugin that is ready: first its leases and state, then its services, then the
     * handlers, so that whoever hears of it can use it. A failure withdraws all of it.
     */
    private static RunningPlugin publish(ManagedPlugin plugin, RunningPlugin running)
            throws InterruptedException {
        plugin.leases().open();
        plugin.transition(PluginState.ENABLED, running);
        try {
            running.publication().publish();
            return running;
        } catch (Throwable t) {
            plugin.markFailed(PluginState.ENABLING, Lifecycle.why(t));
            running.publication().withdraw();
            running.connection().close();
            throw t;
        }
    }

    private RunningPlugin prepare(ManagedPlugin plugin, PluginLaunch launch, PluginTask task) {
        HostPaths paths =
                launch.propagatedMount()
                        .map(host -> HostPaths.propagated(launch.config().propagatedMount(), host))
                        .orElseGet(HostPaths::none);
        PluginIdentity identity = PluginIdentity.managed(plugin.name(), plugin.id(), paths);
        Duration own = Duration.ofMillis(Math.max(0, plugin.document().callMillis()));
        PluginConnection connection =
                connections.unix(identity, launch.socket().orElse(launch.socketFolder()), own);
        Publication publication =
                publisher.prepare(
                        identity, connection, launch.config().capabilities(), plugin.queue());
        return new RunningPlugin(task, task.exit(), connection, publication, launch.socket());
    }
}
