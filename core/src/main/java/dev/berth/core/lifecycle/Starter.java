package dev.berth.core.lifecycle;

import dev.berth.core.client.CallLimits;
import dev.berth.core.client.HostPaths;
import dev.berth.core.client.PluginConnection;
import dev.berth.core.client.PluginIdentity;
import dev.berth.core.provider.Providers;
import dev.berth.core.publish.Publication;
import dev.berth.core.publish.Publisher;
import dev.berth.core.store.PluginDocument;
import dev.berth.core.store.PluginStore;
import dev.berth.core.work.Cancellation;
import dev.berth.core.work.ManagerExecutor;
import dev.berth.plugin.PluginConfig;
import dev.berth.plugin.error.PluginException;
import dev.berth.plugin.error.PluginStorageException;
import dev.berth.spi.PluginLaunch;
import dev.berth.spi.PluginTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Starts a plugin's process, or attaches to it, and publishes its services; a failure leaves
 * nothing running.
 */
public final class Starter {
    private final PluginStore store;
    private final Providers providers;
    private final Publisher publisher;
    private final ManagerExecutor executor;
    private final ExecRoot execRoot;
    private final Supplier<CallLimits> calls;

    public Starter(
            PluginStore store,
            Providers providers,
            Publisher publisher,
            ManagerExecutor executor,
            ExecRoot execRoot,
            Supplier<CallLimits> calls) {
        this.store = store;
        this.providers = providers;
        this.publisher = publisher;
        this.executor = executor;
        this.execRoot = execRoot;
        this.calls = calls;
    }

    /** Starts a plugin; its services are published when this returns. */
    RunningPlugin start(ManagedPlugin plugin, Cancellation cancellation)
            throws InterruptedException {
        PluginLaunch launch = launch(plugin);
        PluginTask task = providers.runtime().start(launch);
        try {
            // A cancel of this must not interrupt handlers.
            cancellation.pointOfNoReturn();
            return publish(plugin, launch, task);
        } catch (InterruptedException | RuntimeException e) {
            cancellation.beginUndo();
            stop(task, e);
            throw e;
        }
    }

    private static void stop(PluginTask task, Exception reason) throws InterruptedException {
        try {
            task.stop(Duration.ZERO);
        } catch (PluginException e) {
            reason.addSuppressed(e);
        }
    }

    /** Attaches to the process that an earlier engine left running; empty if there is none. */
    Optional<RunningPlugin> attach(ManagedPlugin plugin) throws InterruptedException {
        PluginLaunch launch = launch(plugin);
        return providers.runtime().attach(launch).map(task -> publish(plugin, launch, task));
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

    private RunningPlugin publish(ManagedPlugin plugin, PluginLaunch launch, PluginTask task) {
        HostPaths paths =
                launch.propagatedMount()
                        .map(host -> HostPaths.propagated(launch.config().propagatedMount(), host))
                        .orElseGet(HostPaths::none);
        PluginIdentity identity = PluginIdentity.managed(plugin.name(), plugin.id(), paths);
        Duration own = Duration.ofMillis(Math.max(0, plugin.document().callMillis()));
        PluginConnection connection =
                PluginConnection.unix(
                        identity,
                        launch.socket().orElse(launch.socketFolder()),
                        own.isZero() ? calls.get() : calls.get().withDeadline(own),
                        executor.timer());
        Publication publication =
                publisher.publish(
                        identity, connection, launch.config().capabilities(), plugin.queue());
        return new RunningPlugin(task, connection, publication, System.nanoTime());
    }
}
