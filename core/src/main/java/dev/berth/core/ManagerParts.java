package dev.berth.core;

import dev.berth.core.client.PluginConnections;
import dev.berth.core.event.EventDispatcher;
import dev.berth.core.foreign.WaitBudget;
import dev.berth.core.install.Creator;
import dev.berth.core.install.HotUpgrader;
import dev.berth.core.install.Installer;
import dev.berth.core.install.PluginFetcher;
import dev.berth.core.install.Pusher;
import dev.berth.core.install.Resolver;
import dev.berth.core.install.Rollback;
import dev.berth.core.install.Saver;
import dev.berth.core.install.SignatureSource;
import dev.berth.core.install.Upgrader;
import dev.berth.core.install.VersionHistory;
import dev.berth.core.launch.HostServices;
import dev.berth.core.legacy.LegacyPlugins;
import dev.berth.core.lifecycle.Configurer;
import dev.berth.core.lifecycle.ExecRoot;
import dev.berth.core.lifecycle.Lifecycle;
import dev.berth.core.lifecycle.PluginIndex;
import dev.berth.core.lifecycle.Remover;
import dev.berth.core.lifecycle.RuntimeSweep;
import dev.berth.core.lifecycle.Starter;
import dev.berth.core.metrics.CallMetrics;
import dev.berth.core.metrics.ManagerMetrics;
import dev.berth.core.provider.Providers;
import dev.berth.core.publish.Publisher;
import dev.berth.core.publish.ServiceRegistrar;
import dev.berth.core.publish.Whiteboards;
import dev.berth.core.secret.SecretResolver;
import dev.berth.core.store.PluginStore;
import dev.berth.core.work.ManagerExecutor;
import java.util.function.Function;
import org.osgi.service.log.Logger;

/** The parts of one manager, assembled once and closed together. */
record ManagerParts(
        RunningConfiguration configuration,
        ManagerExecutor executor,
        PluginStore store,
        PluginIndex plugins,
        Supervisor supervisor,
        HostProtocols protocols,
        LegacyPlugins legacy,
        PluginLookup lookup,
        Resolver resolver,
        Installer installer,
        Creator creator,
        Pusher pusher,
        Saver saver) {

    static PluginStore openStore(RunningConfiguration configuration, Logger log) {
        return PluginStore.open(configuration.root(), configuration::partLimits, log);
    }

    /**
     * Assembles a manager over a store, which is closed with it, or at once if this fails.
     *
     * @param opening opens the store
     */
    static ManagerParts open(
            CoreConfiguration configuration,
            Function<RunningConfiguration, PluginStore> opening,
            ServiceRegistrar services,
            Providers providers,
            EventDispatcher events,
            Whiteboards whiteboards,
            HostServices hostServices,
            Logger log) {
        RunningConfiguration running = new RunningConfiguration(configuration, log);
        PluginStore store = opening.apply(running);
        try {
            ExecRoot sockets = ExecRoot.open(running.execRoot());
            ManagerExecutor executor = new ManagerExecutor();
            PluginIndex plugins = new PluginIndex(executor, running);
            store.load().forEach(plugins::add);
            HostProtocols protocols = HostProtocols.of(running, plugins, hostServices, log);
            Publisher publisher =
                    new Publisher(
                            services, whiteboards, protocols.drivers(), running::handlerLimit, log);
            return over(
                    store,
                    running,
                    sockets,
                    executor,
                    plugins,
                    protocols,
                    providers,
                    publisher,
                    events,
                    hostServices.metrics(),
                    log);
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    private static ManagerParts over(
            PluginStore store,
            RunningConfiguration configuration,
            ExecRoot sockets,
            ManagerExecutor executor,
            PluginIndex plugins,
            HostProtocols protocols,
            Providers providers,
            Publisher publisher,
            EventDispatcher events,
            ManagerMetrics metrics,
            Logger log) {
        PluginConnections connections =
                connections(configuration, executor, events, metrics.calls(), log);
        Starter starter =
                starter(
                        store,
                        configuration,
                        providers,
                        publisher,
                        sockets,
                        connections,
                        protocols);
        Lifecycle lifecycle = new Lifecycle(store, starter, events, executor, log);
        LegacyPlugins legacy = new LegacyPlugins(publisher, executor, connections, log);
        Resolver resolver = resolver(configuration, providers, log);
        PluginFetcher fetcher =
                new PluginFetcher(executor, providers, store.blobs(), metrics.pulls());
        VersionHistory history = new VersionHistory(configuration::previousVersions);
        Upgrader upgrader = new Upgrader(store, resolver, fetcher, providers, events, history);
        PluginChanges changes =
                changes(plugins, store, providers, sockets, lifecycle, upgrader, events, log);
        RuntimeSweep sweep =
                new RuntimeSweep(store, plugins, lifecycle, providers, sockets, executor, log);
        Supervisor supervisor =
                supervisor(configuration, plugins, providers, changes, sweep, executor, log);
        return new ManagerParts(
                configuration,
                executor,
                store,
                plugins,
                supervisor,
                protocols,
                legacy,
                new PluginLookup(plugins, legacy),
                resolver,
                new Installer(plugins, store, resolver, fetcher, events),
                creator(executor, configuration, plugins, store, providers, events),
                new Pusher(providers, signatures(providers, store, log), store.blobs(), events),
                new Saver(providers, signatures(providers, store, log), store.blobs()));
    }

    private static SignatureSource signatures(Providers providers, PluginStore store, Logger log) {
        return new SignatureSource(providers, store.blobs(), log);
    }

    private static Supervisor supervisor(
            RunningConfiguration configuration,
            PluginIndex plugins,
            Providers providers,
            PluginChanges changes,
            RuntimeSweep sweep,
            ManagerExecutor executor,
            Logger log) {
        return new Supervisor(
                plugins, providers, changes, sweep, executor, configuration::stopLimit, log);
    }

    private static Starter starter(
            PluginStore store,
            RunningConfiguration configuration,
            Providers providers,
            Publisher publisher,
            ExecRoot sockets,
            PluginConnections connections,
            HostProtocols protocols) {
        return new Starter(
                store,
                providers,
                publisher,
                sockets,
                connections,
                configuration.rules().mounts(),
                new SecretResolver(providers::secrets),
                protocols.contributions());
    }

    private static Resolver resolver(
            RunningConfiguration configuration, Providers providers, Logger log) {
        return new Resolver(providers, configuration.rules(), configuration::requiredPolicies, log);
    }

    private static Creator creator(
            ManagerExecutor executor,
            RunningConfiguration configuration,
            PluginIndex plugins,
            PluginStore store,
            Providers providers,
            EventDispatcher events) {
        return new Creator(
                executor,
                plugins,
                store,
                providers,
                configuration.rules(),
                configuration::requiredPolicies,
                events);
    }

    private static PluginConnections connections(
            RunningConfiguration configuration,
            ManagerExecutor executor,
            EventDispatcher events,
            CallMetrics metrics,
            Logger log) {
        return new PluginConnections(
                configuration::callLimits,
                executor.timer(),
                new CallReporter(events, metrics, log));
    }

    private static PluginChanges changes(
            PluginIndex plugins,
            PluginStore store,
            Providers providers,
            ExecRoot sockets,
            Lifecycle lifecycle,
            Upgrader upgrader,
            EventDispatcher events,
            Logger log) {
        return new PluginChanges(
                lifecycle,
                new Configurer(store, events),
                upgrader,
                new HotUpgrader(plugins, store, upgrader, lifecycle, log),
                new Rollback(store, lifecycle, events),
                new Remover(store, plugins, lifecycle, providers, sockets, events));
    }

    /**
     * Ends everything, plugins first and the root's lock last, within the limit of the engine's
     * stop; what has not ended by then is named.
     */
    void close(Logger log) {
        try {
            lookup.shutDown();
            WaitBudget budget = supervisor.shutDown(configuration.liveRestore());
            legacy.shutDown(budget);
            protocols.close();
            for (String position : executor.close(budget)) {
                log.error(
                        "the engine stops without what has not ended within {} s: {}",
                        budget.limit().toMillis() / 1000.0,
                        position);
            }
        } finally {
            store.close();
        }
    }
}
