package dev.berth.core;

import dev.berth.core.client.CallLimits;
import dev.berth.core.event.EventDispatcher;
import dev.berth.core.install.Creator;
import dev.berth.core.install.Installer;
import dev.berth.core.install.PluginFetcher;
import dev.berth.core.install.Pusher;
import dev.berth.core.install.Resolver;
import dev.berth.core.install.Saver;
import dev.berth.core.install.Upgrader;
import dev.berth.core.legacy.LegacyPlugins;
import dev.berth.core.lifecycle.Configurer;
import dev.berth.core.lifecycle.ExecRoot;
import dev.berth.core.lifecycle.Lifecycle;
import dev.berth.core.lifecycle.PluginIndex;
import dev.berth.core.lifecycle.Remover;
import dev.berth.core.lifecycle.Starter;
import dev.berth.core.provider.Providers;
import dev.berth.core.publish.Publisher;
import dev.berth.core.store.PartLimits;
import dev.berth.core.store.PluginStore;
import dev.berth.core.work.ManagerExecutor;
import java.nio.file.Path;
import java.time.Duration;
import org.osgi.service.log.Logger;

/** The parts of one manager, assembled once and closed together. */
record ManagerParts(
        ManagerExecutor executor,
        PluginStore store,
        PluginIndex plugins,
        Supervisor supervisor,
        LegacyPlugins legacy,
        PluginLookup lookup,
        Resolver resolver,
        Installer installer,
        Creator creator,
        Pusher pusher,
        Saver saver) {

    static ManagerParts assemble(
            CoreConfiguration configuration,
            Providers providers,
            Publisher publisher,
            EventDispatcher events,
            Logger log) {
        PluginStore store =
                PluginStore.open(Path.of(configuration.root()), limits(configuration), log);
        try {
            return assemble(configuration, store, providers, publisher, events, log);
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    private static PartLimits limits(CoreConfiguration configuration) {
        return new PartLimits(
                Duration.ofDays(Math.max(0, configuration.part_max_days())),
                Math.max(0, configuration.part_max_megabytes()) * 1_000_000L);
    }

    private static CallLimits callLimits(CoreConfiguration configuration) {
        return new CallLimits(
                Duration.ofSeconds(Math.max(1, configuration.call_timeout_seconds())),
                configuration.calls_max_count(),
                configuration.circuit_failures_max_count(),
                Duration.ofSeconds(configuration.circuit_pause_seconds()));
    }

    private static ManagerParts assemble(
            CoreConfiguration configuration,
            PluginStore store,
            Providers providers,
            Publisher publisher,
            EventDispatcher events,
            Logger log) {
        ManagerExecutor executor = new ManagerExecutor();
        PluginIndex plugins = new PluginIndex(executor);
        store.load().forEach(plugins::add);
        CallLimits calls = callLimits(configuration);
        ExecRoot sockets = new ExecRoot(Path.of(configuration.exec_root()));
        Starter starter = new Starter(store, providers, publisher, executor, sockets, calls);
        Lifecycle lifecycle = new Lifecycle(store, starter, events, executor, log);
        LegacyPlugins legacy = new LegacyPlugins(publisher, executor, calls, log);
        Resolver resolver = new Resolver(providers);
        PluginFetcher fetcher = new PluginFetcher(executor, providers, store.blobs());
        Supervisor supervisor =
                new Supervisor(
                        plugins,
                        providers,
                        lifecycle,
                        new Configurer(store, events),
                        new Upgrader(store, resolver, fetcher, providers, events),
                        new Remover(store, plugins, lifecycle, providers, sockets, events),
                        executor,
                        log);
        return new ManagerParts(
                executor,
                store,
                plugins,
                supervisor,
                legacy,
                new PluginLookup(plugins, legacy),
                resolver,
                new Installer(plugins, store, resolver, fetcher, events),
                new Creator(plugins, store, providers, events),
                new Pusher(providers, store.blobs(), events),
                new Saver(providers, store.blobs()));
    }

    /** Ends everything, plugins first and the root's lock last. */
    void close(boolean liveRestore) {
        try {
            lookup.shutDown();
            legacy.shutDown();
            executor.cancelAll();
            supervisor.shutDown(liveRestore);
        } finally {
            executor.close();
            store.close();
        }
    }
}
