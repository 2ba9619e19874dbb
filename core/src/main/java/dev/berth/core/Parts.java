package dev.berth.core;

import dev.berth.core.event.Events;
import dev.berth.core.install.Content;
import dev.berth.core.install.Creator;
import dev.berth.core.install.Installer;
import dev.berth.core.install.Pusher;
import dev.berth.core.install.Resolution;
import dev.berth.core.install.Saver;
import dev.berth.core.install.Upgrader;
import dev.berth.core.legacy.LegacyPlugins;
import dev.berth.core.lifecycle.Engine;
import dev.berth.core.lifecycle.Providers;
import dev.berth.core.publish.Publisher;
import dev.berth.core.store.PartLimits;
import dev.berth.core.store.PluginStore;
import dev.berth.core.work.Workers;
import java.nio.file.Path;
import java.time.Duration;
import org.osgi.service.log.Logger;

/** What the manager consists of, put together once. */
record Parts(
        Workers workers,
        Providers providers,
        PluginStore store,
        Engine engine,
        LegacyPlugins legacy,
        Resolution resolution,
        Installer installer,
        Creator creator,
        Upgrader upgrader,
        Pusher pusher,
        Saver saver) {

    static Parts assemble(
            CoreConfiguration configuration, Publisher publisher, Events events, Logger log) {
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
                Duration.ofDays(Math.max(0, configuration.partDays())),
                Math.max(0, configuration.partMegabytes()) * 1_000_000L);
    }

    private static Parts assemble(
            CoreConfiguration configuration,
            PluginStore store,
            Publisher publisher,
            Events events,
            Logger log) {
        Workers workers = new Workers();
        Providers providers = new Providers();
        Engine engine =
                new Engine(
                        store,
                        providers,
                        publisher,
                        events,
                        workers,
                        Path.of(configuration.execRoot()),
                        Duration.ofSeconds(Math.max(1, configuration.callSeconds())),
                        log);
        Resolution resolution = new Resolution(providers);
        Content content = new Content(workers, providers, store.blobs());
        return new Parts(
                workers,
                providers,
                store,
                engine,
                new LegacyPlugins(publisher, workers, log),
                resolution,
                new Installer(engine.plugins(), store, resolution, content, events, workers),
                new Creator(engine.plugins(), store, providers, events, workers),
                new Upgrader(store, resolution, content, providers, events),
                new Pusher(providers, store.blobs(), events),
                new Saver(providers, store.blobs()));
    }

    /** Ends everything, plugins first and the root's lock last. */
    void close(boolean liveRestore) {
        try {
            legacy.shutDown();
            workers.cancelAll();
            engine.shutDown(liveRestore);
        } finally {
            workers.close();
            store.close();
        }
    }
}
