package dev.berth.core;

import dev.berth.core.event.EventDispatcher;
import dev.berth.core.event.ListenerBinder;
import dev.berth.core.launch.HostServices;
import dev.berth.core.launch.LaunchContributorRegistry;
import dev.berth.core.metrics.CallMetrics;
import dev.berth.core.metrics.ManagerMetrics;
import dev.berth.core.metrics.MetricsSources;
import dev.berth.core.metrics.PullMetrics;
import dev.berth.core.provider.Providers;
import dev.berth.core.publish.DriverBinder;
import dev.berth.core.publish.DriverRegistry;
import dev.berth.core.publish.HandlerBinder;
import dev.berth.core.publish.HandlerRegistry;
import dev.berth.core.publish.Whiteboards;
import dev.berth.core.store.FileSystemSync;
import dev.berth.core.store.PluginStore;
import dev.berth.core.testing.CallerThreadExecutor;
import dev.berth.core.testing.MemoryRegistry;
import dev.berth.core.testing.MemoryRuntime;
import dev.berth.core.testing.ServiceList;
import dev.berth.core.testing.TestReference;
import dev.berth.core.testing.disk.DiskTrace;
import dev.berth.core.testing.disk.TracedFileSystem;
import dev.berth.plugin.EnableOptions;
import dev.berth.plugin.InstallRequest;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginEvent;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.ProgressListener;
import dev.berth.testing.RecordingLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.osgi.service.log.Logger;

/**
 * The whole plugin manager on a real disk and real sockets, with a registry and a runtime that a
 * test can hold up and break.
 */
final class ManagerHost implements AutoCloseable {
    static final String CONFIG =
            "{\"interface\":{\"types\":[\"docker.volumedriver/1.0\"],\"socket\":\"p.sock\"}}";

    final Path top;
    final RecordingLog log = new RecordingLog();
    final ServiceList services = new ServiceList();
    final BlockingQueue<PluginEvent> events = new LinkedBlockingQueue<>();

    /** The events that were waited for, or passed over. */
    final List<PluginEvent> past = new ArrayList<>();

    final EventDispatcher source = new EventDispatcher(TestReference.lookup(), log.logger());
    final Providers providers = new Providers();
    final HandlerRegistry handlers = new HandlerRegistry(TestReference.lookup(), log.logger());
    final LaunchContributorRegistry contributors =
            new LaunchContributorRegistry(TestReference.lookup(), log.logger());
    final MetricsSources metrics =
            new MetricsSources(TestReference.lookup(), Duration.ofSeconds(2), log.logger());
    final CallMetrics calls = new CallMetrics();
    final PullMetrics pulls = new PullMetrics();
    final DriverRegistry drivers;
    final MemoryRegistry registry;
    final MemoryRuntime runtime;
    final PluginManagerComponent manager;
    volatile boolean frameworkStops;
    private boolean closed;

    ManagerHost(Path top) {
        this(top, new MemoryRegistry(), new MemoryRuntime(), false);
        manager.bindRuntime(runtime);
    }

    /** A host with another folder for its sockets. */
    ManagerHost(Path top, String execRoot) {
        this(
                top,
                new MemoryRegistry(),
                new MemoryRuntime(),
                TestConfiguration.of(top).withExecRoot(execRoot));
    }

    /** A host whose runtime is there, and not known to it yet. */
    ManagerHost(Path top, MemoryRegistry registry, MemoryRuntime runtime, boolean liveRestore) {
        this(top, registry, runtime, TestConfiguration.of(top).withLiveRestore(liveRestore));
    }

    /** A host whose disk is traced. */
    ManagerHost(Path top, MemoryRegistry registry, MemoryRuntime runtime, DiskTrace trace) {
        this(
                top,
                registry,
                runtime,
                TestConfiguration.of(top),
                (configuration, log) ->
                        PluginStore.open(
                                TracedFileSystem.root(trace),
                                configuration::partLimits,
                                folder -> trace.syncAll(),
                                new CallerThreadExecutor(),
                                log));
        manager.bindRuntime(runtime);
    }

    private ManagerHost(
            Path top,
            MemoryRegistry registry,
            MemoryRuntime runtime,
            TestConfiguration configuration) {
        // What was removed is deleted when the removal has returned.
        this(
                top,
                registry,
                runtime,
                configuration,
                (running, log) ->
                        PluginStore.open(
                                running.root(),
                                running::partLimits,
                                FileSystemSync.COMMAND,
                                new CallerThreadExecutor(),
                                log));
    }

    private ManagerHost(
            Path top,
            MemoryRegistry registry,
            MemoryRuntime runtime,
            TestConfiguration configuration,
            BiFunction<RunningConfiguration, Logger, PluginStore> opening) {
        this.top = top;
        this.registry = registry;
        this.runtime = runtime;
        ListenerBinder.to(source, events::add);
        this.drivers = new DriverRegistry(TestReference.lookup(), services, log.logger());
        this.manager =
                new PluginManagerComponent(
                        ManagerParts.open(
                                configuration,
                                running -> opening.apply(running, log.logger()),
                                services,
                                providers,
                                source,
                                new Whiteboards(drivers, handlers),
                                new HostServices(
                                        contributors, new ManagerMetrics(metrics, calls, pulls)),
                                log.logger()),
                        () -> frameworkStops,
                        providers,
                        log.logger());
        providers.bindRegistry(registry);
    }

    /** Stops the engine, and starts another on the same disk, registry and runtime. */
    ManagerHost restarted(boolean liveRestore) {
        close();
        return new ManagerHost(top, registry, runtime, liveRestore);
    }

    Plugin install(String reference) throws InterruptedException {
        registry.add(reference, CONFIG, "layer of " + reference);
        return manager.install(request(reference), ProgressListener.NONE).await();
    }

    Plugin enabled(String reference) throws InterruptedException {
        Plugin plugin = install(reference);
        return manager.enable(plugin.id(), EnableOptions.DEFAULT).await();
    }

    static InstallRequest request(String reference) {
        return InstallRequest.of(PluginReference.parse(reference));
    }

    /** Returns all that a restart of the engine leaves of a plugin, and its state. */
    static List<Object> lasting(Plugin plugin) {
        return List.of(
                plugin.id(),
                plugin.name(),
                plugin.source(),
                plugin.digest(),
                plugin.config(),
                plugin.settings(),
                plugin.enabled(),
                plugin.status().state(),
                plugin.status().problem());
    }

    /** Waits for the next event of a kind with a message; others before it are passed over. */
    PluginEvent event(PluginEvent.Kind kind, String message) throws InterruptedException {
        PluginEvent event = event(kind);
        while (!message.equals(event.attributes().get("message"))) {
            event = event(kind);
        }
        return event;
    }

    /** Waits for the next event of a kind; others before it are passed over. */
    PluginEvent event(PluginEvent.Kind kind) throws InterruptedException {
        while (true) {
            PluginEvent event = events.poll(20, TimeUnit.SECONDS);
            if (event == null) {
                throw new AssertionError("no event " + kind + "; " + log.lines());
            }
            past.add(event);
            if (event.kind() == kind) {
                return event;
            }
        }
    }

    Path root() {
        return top.resolve("root");
    }

    /** Returns all files and folders below one in the root, named from it, sorted. */
    List<String> tree(String folder) throws IOException {
        Path start = root().resolve(folder);
        if (Files.notExists(start)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(start)) {
            return all.filter(path -> !path.equals(start))
                    .map(path -> start.relativize(path).toString())
                    .sorted()
                    .toList();
        }
    }

    List<String> blobs() throws IOException {
        return tree("content/blobs/sha256");
    }

    /** Returns the downloads that did not come to their end. */
    List<String> parts() throws IOException {
        return tree("parts").stream().filter(name -> name.contains("/")).toList();
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            manager.deactivate();
            ListenerBinder.end(source);
            HandlerBinder.end(handlers);
            DriverBinder.end(drivers);
        }
    }
}
