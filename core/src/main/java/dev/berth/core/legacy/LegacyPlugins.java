package dev.berth.core.legacy;

import dev.berth.core.publish.Publisher;
import dev.berth.core.work.Workers;
import dev.berth.plugin.Operation;
import dev.berth.plugin.error.PluginException;
import dev.berth.spi.LegacyEndpoint;
import dev.berth.spi.LegacyListener;
import dev.berth.spi.PluginDiscovery;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.log.Logger;

/**
 * The legacy plugins of this host. Each is asked what it can do when it appears, beside all others,
 * and again at the next look-up if it did not answer.
 */
public final class LegacyPlugins implements LegacyListener {
    private final Map<String, LegacyPlugin> byName = new ConcurrentHashMap<>();
    private final Map<PluginDiscovery, PluginDiscovery.Subscription> discoveries =
            new ConcurrentHashMap<>();
    private final Publisher publisher;
    private final Workers workers;
    private final Logger log;

    public LegacyPlugins(Publisher publisher, Workers workers, Logger log) {
        this.publisher = publisher;
        this.workers = workers;
        this.log = log;
    }

    /** Listens to a discovery. */
    public void watch(PluginDiscovery discovery) {
        discoveries.put(discovery, discovery.subscribe(this));
    }

    /** Listens no more. */
    public void unwatch(PluginDiscovery discovery) {
        Optional.ofNullable(discoveries.remove(discovery))
                .ifPresent(PluginDiscovery.Subscription::close);
    }

    /** Returns the legacy plugin of a name, answering or not. */
    public Optional<LegacyPlugin> search(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    @Override
    public void appeared(LegacyEndpoint endpoint) {
        LegacyPlugin plugin = new LegacyPlugin(endpoint, publisher, workers);
        LegacyPlugin before = byName.put(endpoint.name(), plugin);
        if (before != null) {
            before.retire();
        }
        plugin.activate()
                .result()
                .whenComplete(
                        (published, failure) -> {
                            if (failure instanceof PluginException) {
                                log.warn(
                                        "legacy plugin {} ({}) does not answer yet: {}",
                                        endpoint.name(),
                                        endpoint.source(),
                                        failure.getMessage());
                            }
                        });
    }

    @Override
    public void vanished(LegacyEndpoint endpoint) {
        LegacyPlugin plugin = byName.get(endpoint.name());
        if (plugin != null && plugin.endpoint().equals(endpoint)) {
            byName.remove(endpoint.name(), plugin);
            plugin.retire();
        }
    }

    /** Takes all services of legacy plugins away. */
    public void shutDown() {
        discoveries.keySet().forEach(this::unwatch);
        List<Operation<Void>> ends = byName.values().stream().map(LegacyPlugin::retire).toList();
        byName.clear();
        for (Operation<Void> end : ends) {
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
