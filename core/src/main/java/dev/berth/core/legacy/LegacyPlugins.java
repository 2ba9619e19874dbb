package dev.berth.core.legacy;

import dev.berth.core.client.PluginConnections;
import dev.berth.core.foreign.ForeignCall;
import dev.berth.core.foreign.WaitBudget;
import dev.berth.core.publish.Publication;
import dev.berth.core.publish.Publisher;
import dev.berth.core.work.ManagerExecutor;
import dev.berth.plugin.Operation;
import dev.berth.plugin.error.PluginCallException;
import dev.berth.plugin.error.PluginCallException.Reason;
import dev.berth.plugin.error.PluginException;
import dev.berth.spi.LegacyEndpoint;
import dev.berth.spi.LegacyListener;
import dev.berth.spi.PluginDiscovery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.osgi.service.log.Logger;

/**
 * All legacy plugins of this host. Each is activated when discovery tells of it, all in parallel,
 * and again at the next look-up if that failed.
 */
public final class LegacyPlugins {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(5);
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final Duration SUBSCRIBE = Duration.ofSeconds(10);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final Map<String, LegacyPlugin> byName = new ConcurrentHashMap<>();
    private final Map<String, LegacyPlugin> early = new ConcurrentHashMap<>();
    private final Map<PluginDiscovery, Watch> watches = new ConcurrentHashMap<>();
    private final Publisher publisher;
    private final ManagerExecutor executor;
    private final PluginConnections connections;
    private final Logger log;

    public LegacyPlugins(
            Publisher publisher,
            ManagerExecutor executor,
            PluginConnections connections,
            Logger log) {
        this.publisher = publisher;
        this.executor = executor;
        this.connections = connections;
        this.log = log;
    }

    /** Subscribes to a discovery, on a thread of its own, and waits for it with a limit. */
    public void watch(PluginDiscovery discovery) {
        Watch watch = new Watch();
        watches.put(discovery, watch);
        call(discovery, () -> watch.keep(discovery.subscribe(watch)));
    }

    /** Calls a discovery on a thread of its own, and waits for it with a limit. */
    private void call(PluginDiscovery discovery, Runnable call) {
        String type = discovery.getClass().getName();
        ForeignCall running = ForeignCall.start("discovery " + type, "berth-discovery", call);
        try {
            if (!running.await(new WaitBudget(SUBSCRIBE))) {
                log.error("nobody waits any longer for {}", running.position());
            }
            running.failure().ifPresent(failure -> log.error("discovery {} failed", type, failure));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the subscription, and retires the plugins that only this discovery told of. */
    public void unwatch(PluginDiscovery discovery) {
        Watch watch = watches.remove(discovery);
        if (watch != null) {
            call(discovery, watch::end);
            watch.told.forEach(this::remove);
        }
        retireEarly(Set.copyOf(early.keySet()));
    }

    /**
     * Returns the legacy plugin of a name, activated or not; discovery is asked for one it has not
     * told of yet.
     */
    public Optional<LegacyPlugin> search(String name) {
        LegacyPlugin known = byName.get(name);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<LegacyEndpoint> found =
                watches.keySet().stream()
                        .flatMap(discovery -> find(discovery, name).stream())
                        .findFirst();
        if (found.isEmpty()) {
            retireEarly(Set.of(name));
        }
        return found.map(this::addEarly);
    }

    /**
     * Returns the publications of all plugins with names that are wanted, by name. Those that have
     * not answered yet are asked, all at once; one that does not answer in time is left out.
     */
    public List<Publication> publications(Predicate<String> wanted) throws InterruptedException {
        List<CompletableFuture<Publication>> answers =
                byName.entrySet().stream()
                        .filter(entry -> wanted.test(entry.getKey()))
                        .sorted(Map.Entry.comparingByKey())
                        .map(entry -> entry.getValue().answer())
                        .toList();
        try {
            CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                    .get(ANSWER.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException | TimeoutException e) {
            log.debug("not all legacy plugins answer: {}", e.toString());
        }
        return answers.stream()
                .filter(answer -> answer.isDone() && !answer.isCompletedExceptionally())
                .map(CompletableFuture::join)
                .toList();
    }

    private Optional<LegacyEndpoint> find(PluginDiscovery discovery, String name) {
        try {
            return discovery.find(name);
        } catch (Throwable t) {
            log.error("discovery {} failed on {}", discovery.getClass().getName(), name, t);
            return Optional.empty();
        }
    }

    /**
     * Keeps a plugin that a look-up found until discovery tells of it, or it is looked up in vain.
     */
    private synchronized LegacyPlugin addEarly(LegacyEndpoint endpoint) {
        String name = endpoint.name();
        LegacyPlugin known = byName.getOrDefault(name, early.get(name));
        if (known != null && known.endpoint().equals(endpoint)) {
            return known;
        }
        LegacyPlugin plugin = successor(endpoint, known);
        early.put(name, plugin);
        return plugin;
    }

    private synchronized void retireEarly(Set<String> names) {
        for (String name : names) {
            LegacyPlugin plugin = early.remove(name);
            if (plugin != null) {
                plugin.retire();
            }
        }
    }

    private void add(LegacyEndpoint endpoint) {
        activate(register(endpoint), FIRST_PAUSE);
    }

    private synchronized LegacyPlugin register(LegacyEndpoint endpoint) {
        String name = endpoint.name();
        LegacyPlugin found = early.remove(name);
        boolean same = found != null && found.endpoint().equals(endpoint);
        LegacyPlugin before = found == null ? byName.get(name) : found;
        LegacyPlugin plugin = same ? found : successor(endpoint, before);
        byName.put(name, plugin);
        return plugin;
    }

    /** Makes a plugin on the queue of its predecessor, if there is one, which is retired first. */
    private LegacyPlugin successor(LegacyEndpoint endpoint, LegacyPlugin before) {
        if (before == null) {
            return new LegacyPlugin(
                    endpoint, publisher, connections, executor.queue(endpoint.name()));
        }
        before.retire();
        return new LegacyPlugin(endpoint, publisher, connections, before.queue());
    }

    /**
     * Activates a plugin. A socket file exists before its server listens, and no event tells when
     * it does, so an unreachable plugin is tried again, each time later, up to a limit.
     */
    private void activate(LegacyPlugin plugin, Duration pause) {
        plugin.activate()
                .result()
                .whenComplete(
                        (published, failure) -> {
                            boolean early =
                                    failure instanceof PluginCallException call
                                            && call.reason() == Reason.UNREACHABLE;
                            if (early && pause.compareTo(LONGEST_PAUSE) < 0) {
                                activateLater(plugin, pause);
                            } else if (failure instanceof PluginException) {
                                log.warn(
                                        "legacy plugin {} ({}) does not answer yet: {}",
                                        plugin.endpoint().name(),
                                        plugin.endpoint().source(),
                                        failure.getMessage());
                            }
                        });
    }

    private void activateLater(LegacyPlugin plugin, Duration pause) {
        executor.timer()
                .schedule(
                        () -> activate(plugin, pause.multipliedBy(2)),
                        pause.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    private synchronized void remove(LegacyEndpoint endpoint) {
        LegacyPlugin plugin = byName.get(endpoint.name());
        if (plugin != null && plugin.endpoint().equals(endpoint)) {
            byName.remove(endpoint.name(), plugin);
            plugin.retire();
        }
    }

    /** Withdraws the services of all legacy plugins, and waits for it, at most so long. */
    public void shutDown(WaitBudget budget) {
        List<LegacyPlugin> left = new ArrayList<>(byName.values());
        left.addAll(early.values());
        watches.keySet().forEach(this::unwatch);
        List<Operation<Void>> ends = left.stream().map(LegacyPlugin::retire).toList();
        byName.clear();
        for (Operation<Void> end : ends) {
            try {
                end.await(budget.left());
            } catch (PluginException e) {
                log.warn("at the engine's stop: {}", e.getMessage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** The listener of one discovery. */
    private final class Watch implements LegacyListener {
        private final Set<LegacyEndpoint> told = ConcurrentHashMap.newKeySet();
        private PluginDiscovery.Subscription subscription;
        private boolean ended;

        /** Keeps the subscription; one that comes after the end is closed. */
        void keep(PluginDiscovery.Subscription made) {
            synchronized (this) {
                if (!ended) {
                    subscription = made;
                    return;
                }
            }
            made.close();
        }

        /** Hears no more. */
        void end() {
            PluginDiscovery.Subscription last;
            synchronized (this) {
                ended = true;
                last = subscription;
            }
            if (last != null) {
                last.close();
            }
        }

        @Override
        public synchronized void appeared(LegacyEndpoint endpoint) {
            if (!ended) {
                told.add(endpoint);
                LegacyPlugins.this.add(endpoint);
            }
        }

        @Override
        public void vanished(LegacyEndpoint endpoint) {
            if (told.remove(endpoint)) {
                LegacyPlugins.this.remove(endpoint);
            }
        }
    }
}
