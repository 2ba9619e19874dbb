package dev.berth.core;

import dev.berth.core.event.EventDispatcher;
import dev.berth.core.install.Creator;
import dev.berth.core.install.Installer;
import dev.berth.core.install.PluginFetcher;
import dev.berth.core.install.Pusher;
import dev.berth.core.install.Resolver;
import dev.berth.core.install.Saver;
import dev.berth.core.install.Upgrader;
import dev.berth.core.legacy.LegacyPlugins;
import dev.berth.core.lifecycle.Providers;
import dev.berth.core.lifecycle.Supervisor;
import dev.berth.core.publish.Publisher;
import dev.berth.core.store.PartLimits;
import dev.berth.core.store.PluginStore;
import dev.berth.core.work.ManagerExecutor;
import java.nio.file.Path;
import java.time.Duration;
import org.osgi.service.log.Logger;

/** What the manager consists of, put together once. */
record ManagerParts(
        ManagerExecutor executor,
        Providers providers,
        PluginStore store,
        Supervisor supervisor,
        LegacyPlugins legacy,
        Resolver resolver,
        Installer installer,
        Creator creator,
        Upgrader upgrader,
        Pusher pusher,
        Saver saver) {

    static ManagerParts assemble(
            CoreConfiguration configuration,
            Publisher publisher,
            EventDispatcher events,
            Logger log) {
        PluginStore store =
                PluginStore.open(Path.of(configuration.root()), limits(configuration), log);
        try {
            return assemble(configuration, store, publisher, events, log);
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

    private static ManagerParts assemble(
            CoreConfiguration configuration,
            PluginStore store,
            Publisher publisher,
            EventDispatcher events,
            Logger log) {
        ManagerExecutor executor = new ManagerExecutor();
        Providers providers = new Providers();
        Supervisor supervisor =
                new Supervisor(
                        store,
                        providers,
                        publisher,
                        events,
                        executor,
                        Path.of(configuration.exec_root()),
                        Duration.ofSeconds(Math.max(1, configuration.call_timeout_seconds())),
                        log);
        Resolver resolver = new Resolver(providers);
        PluginFetcher fetcher = new PluginFetcher(executor, providers, store.blobs());
        return new ManagerParts(
                executor,
                providers,
                store,
                supervisor,
                new LegacyPlugins(publisher, executor, log),
                resolver,
                new Installer(supervisor.plugins(), store, resolver, fetcher, events, executor),
                new Creator(supervisor.plugins(), store, providers, events, executor),
                new Upgrader(store, resolver, fetcher, providers, events),
                new Pusher(providers, store.blobs(), events),
                new Saver(providers, store.blobs()));
    }

    /** Ends everything, plugins first and the root's lock last. */
    void close(boolean liveRestore) {
        try {
            legacy.shutDown();
            executor.cancelAll();
            supervisor.shutDown(liveRestore);
        } finally {
            executor.close();
            store.close();
        }
    }
}
