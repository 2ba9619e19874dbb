package dev.berth.core.lifecycle;

import dev.berth.core.client.HostPaths;
import dev.berth.core.client.PluginConnection;
import dev.berth.core.client.PluginConnections;
import dev.berth.core.client.PluginIdentity;
import dev.berth.core.client.PluginSocket;
import dev.berth.core.config.MountRules;
import dev.berth.core.launch.LaunchContributions;
import dev.berth.core.provider.LocalAdmission;
import dev.berth.core.provider.Providers;
import dev.berth.core.publish.Publication;
import dev.berth.core.publish.PublishedPlugin;
import dev.berth.core.publish.Publisher;
import dev.berth.core.secret.SecretResolver;
import dev.berth.core.settings.SettingOverrides;
import dev.berth.core.store.AdmissionResult;
import dev.berth.core.store.PluginDocument;
import dev.berth.core.store.PluginStore;
import dev.berth.core.store.StoredPlugin;
import dev.berth.core.work.Cancellation;
import dev.berth.plugin.PluginConfig;
import dev.berth.plugin.PluginState;
import dev.berth.plugin.Requester;
import dev.berth.plugin.error.PluginRuntimeException;
import dev.berth.plugin.error.PluginStorageException;
import dev.berth.shared.file.NewFolder;
import dev.berth.spi.HostMount;
import dev.berth.spi.LaunchedTask;
import dev.berth.spi.PluginLaunch;
import dev.berth.spi.PluginRuntime;
import dev.berth.spi.PluginTask;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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
    private final MountRules mounts;
    private final SecretResolver secrets;
    private final LaunchContributions contributions;

    public Starter(
            PluginStore store,
            Providers providers,
            Publisher publisher,
            ExecRoot execRoot,
            PluginConnections connections,
            MountRules mounts,
            SecretResolver secrets,
            LaunchContributions contributions) {
        this.contributions = contributions;
        this.mounts = mounts;
        this.secrets = secrets;
        this.store = store;
        this.providers = providers;
        this.publisher = publisher;
        this.execRoot = execRoot;
        this.connections = connections;
    }

    /** Starts and publishes a plugin; a start that is published is not cancelled. */
    RunningPlugin start(ManagedPlugin plugin, Requester requester, Cancellation cancellation)
            throws InterruptedException {
        StoredPlugin version = admitted(plugin.stored(), requester);
        if (!version.equals(plugin.stored())) {
            store.save(version.document());
            plugin.setStored(version);
        }
        StartedTask started = start(plugin, version);
        plugin.setUnattended(false);
        try {
            cancellation.pointOfNoReturn();
            return publish(plugin, started);
        } catch (Throwable t) {
            cancellation.beginUndo();
            started.stop(t);
            throw t;
        }
    }

    /** Returns a version that may be started, as the policies confine it. */
    StoredPlugin admitted(StoredPlugin version, Requester requester) throws InterruptedException {
        // One that was installed under other rules has stayed, and is stopped short of its mounts.
        mounts.require(version.config().mounts());
        PluginConfig config = version.config();
        AdmissionResult admission =
                providers.admit(LocalAdmission.ofStart(requester, version.document(), config));
        return new StoredPlugin(version.document().withAdmission(admission), config);
    }

    /** Starts the process of an admitted version of a plugin, which changes nothing of it. */
    StartedTask start(ManagedPlugin plugin, StoredPlugin version) throws InterruptedException {
        LaunchedTask task = task(version);
        try {
            List<HostMount> given = contributions.contribute(task);
            SettingOverrides settings = withSecrets(plugin, version);
            PluginLaunch launch = launch(plugin, version, settings, given, socketFolder(version));
            return started(launch, start(launch, version.document()), deletion(version));
        } catch (Throwable t) {
            contributions.ended(task);
            throw t;
        }
    }

    private PluginTask start(PluginLaunch launch, PluginDocument document)
            throws InterruptedException {
        try {
            return providers.runtime().start(launch);
        } catch (Throwable t) {
            execRoot.clear(document.id(), document.task());
            throw t;
        }
    }

    private static StartedTask started(PluginLaunch launch, PluginTask task, Runnable deletion) {
        return new StartedTask(launch, new TaskWithSocketFolder(task, deletion));
    }

    /** Returns what takes away what the host has given a task. */
    private Runnable deletion(StoredPlugin version) {
        PluginDocument document = version.document();
        LaunchedTask task = task(version);
        return () -> {
            execRoot.clear(document.id(), document.task());
            contributions.ended(task);
        };
    }

    private static LaunchedTask task(StoredPlugin version) {
        PluginDocument document = version.document();
        return LaunchedTask.of(document.taskId(), document.id(), document.name(), version.config());
    }

    /** Attaches to the process that an earlier engine left running; empty if there is none. */
    Optional<RunningPlugin> attach(ManagedPlugin plugin) throws InterruptedException {
        // What it was started with it has; secrets are not read again.
        Optional<List<HostMount>> given = contributions.attach(task(plugin.stored()));
        if (given.isEmpty()) {
            return Optional.empty();
        }
        PluginDocument document = plugin.document();
        PluginLaunch launch =
                launch(
                        plugin,
                        plugin.stored(),
                        document.settings(),
                        given.get(),
                        // Not made: without it nothing accepts, and nobody would delete it.
                        execRoot.folder(document.id(), document.task()));
        Optional<PluginTask> task = providers.runtime().attach(launch);
        if (task.isEmpty()) {
            // One that does not accept may run all the same, until a start has cleared it away.
            return Optional.empty();
        }
        plugin.setUnattended(false);
        Runnable deletion = deletion(plugin.stored());
        return Optional.of(publish(plugin, started(launch, task.get(), deletion)));
    }

    /**
     * Ends a process that may run without being attached to. Without a runtime it is ended by its
     * process ID, and the next runtime that comes clears away what is left of it.
     */
    void endUnattended(ManagedPlugin plugin) throws InterruptedException {
        Optional<PluginRuntime> runtime = providers.runtimeIfPresent();
        if (runtime.isPresent()) {
            endUnattended(plugin, runtime.get());
            return;
        }
        Optional<DetachedProcess> left = plugin.watch().detached();
        if (left.isPresent() && !left.get().end(plugin.policy().stopLimit())) {
            throw new PluginRuntimeException(
                    "the process of plugin %s does not end".formatted(plugin.name()), null);
        }
    }

    void endUnattended(ManagedPlugin plugin, PluginRuntime runtime) throws InterruptedException {
        if (plugin.isUnattended()) {
            clear(plugin.stored(), runtime);
            plugin.setUnattended(false);
        }
    }

    /** Clears away what may be left of a version that did not run when another took its place. */
    void clear(StoredPlugin former) throws InterruptedException {
        clear(former, providers.runtime());
    }

    private void clear(StoredPlugin version, PluginRuntime runtime) throws InterruptedException {
        runtime.clear(version.document().taskId());
        deletion(version).run();
    }

    private SettingOverrides withSecrets(ManagedPlugin plugin, StoredPlugin version)
            throws InterruptedException {
        SettingOverrides set = version.document().settings();
        return set.withValues(
                secrets.values(
                        version.document().name(),
                        set.secrets(version.config()),
                        plugin.startLimit()));
    }

    private Path socketFolder(StoredPlugin version) {
        PluginDocument document = version.document();
        return execRoot.prepare(document.id(), document.task(), version.config().iface().socket());
    }

    private PluginLaunch launch(
            ManagedPlugin plugin,
            StoredPlugin version,
            SettingOverrides settings,
            List<HostMount> given,
            Path socketFolder) {
        PluginDocument document = version.document();
        PluginConfig config = version.config();
        return new LaunchSpec(
                document.taskId(),
                document.name(),
                config,
                settings.over(config),
                plugin.confinement(document),
                store.rootfs(document),
                propagatedMount(document.id(), config),
                socketFolder,
                given,
                plugin.startLimit(),
                document.settings().secrets(config).keySet(),
                plugin.output()::add);
    }

    private Optional<Path> propagatedMount(String id, PluginConfig config) {
        if (config.propagatedMount().isEmpty()) {
            return Optional.empty();
        }
        Path folder = store.propagatedMount(id);
        try {
            NewFolder.make(folder, "rwxr-xr-x");
        } catch (IOException e) {
            throw new PluginStorageException(folder, "cannot make %s: %s".formatted(folder, e), e);
        }
        return Optional.of(folder);
    }

    /**
     * Publishes a plugin that is ready: first its leases and state, then its services, then the
     * handlers, so that whoever hears of it can use it. A failure withdraws all of it.
     */
    RunningPlugin publish(ManagedPlugin plugin, StartedTask started) throws InterruptedException {
        RunningPlugin running = running(plugin, started);
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

    private RunningPlugin running(ManagedPlugin plugin, StartedTask started) {
        PluginLaunch launch = started.launch();
        HostPaths propagated =
                launch.propagatedMount()
                        .map(host -> HostPaths.propagated(launch.config().propagatedMount(), host))
                        .orElseGet(HostPaths::none);
        HostPaths paths = propagated.below(launch.hostMounts());
        PluginIdentity identity = PluginIdentity.managed(plugin.name(), plugin.id(), paths);
        PluginConnection connection = connection(identity, plugin, started);
        Publication publication =
                publisher.prepare(
                        published(identity, plugin.document()),
                        connection,
                        launch.config().capabilities(),
                        plugin.queue());
        return new RunningPlugin(
                started.task(), started.exit(), connection, publication, started.socket());
    }

    private static PublishedPlugin published(PluginIdentity identity, PluginDocument document) {
        return new PublishedPlugin(
                identity,
                Optional.of(document.manifest().digest().toString()),
                Optional.ofNullable(document.source()));
    }

    /** Returns what a plugin consists of when a process takes over that of another version. */
    RunningPlugin successor(
            ManagedPlugin plugin,
            PluginDocument document,
            RunningPlugin former,
            StartedTask started) {
        PluginConnection connection = former.connection();
        Publication publication =
                publisher.prepare(
                        published(connection.identity(), document),
                        connection,
                        started.launch().config().capabilities(),
                        plugin.queue(),
                        former.publication());
        return new RunningPlugin(
                started.task(), started.exit(), connection, publication, started.socket());
    }

    /** Returns a connection to the process of another version; nothing is connected yet. */
    PluginConnection connection(ManagedPlugin plugin, RunningPlugin former, StartedTask started) {
        return connection(former.connection().identity(), plugin, started);
    }

    private PluginConnection connection(
            PluginIdentity identity, ManagedPlugin plugin, StartedTask started) {
        PluginSocket socket =
                started.socket()
                        .orElseGet(() -> PluginSocket.ofHost(started.launch().socketFolder()));
        Duration own = Duration.ofMillis(Math.max(0, plugin.document().callMillis()));
        return connections.unix(identity, socket, own);
    }
}
