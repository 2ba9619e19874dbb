package dev.berth.core.publish;

import dev.berth.capability.Capability;
import dev.berth.capability.CapabilityProperties;
import dev.berth.capability.PluginClient;
import dev.berth.core.client.CapabilityClient;
import dev.berth.core.client.PluginConnection;
import dev.berth.core.client.PluginIdentity;
import dev.berth.core.driver.TypedCapability;
import dev.berth.core.work.PluginQueue;
import dev.berth.driver.DriverFactory;
import java.time.Duration;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.service.log.Logger;

/**
 * Makes the services of a plugin: for each capability a {@link PluginClient}, and its typed driver
 * if there is a {@link DriverFactory} for it.
 */
public final class Publisher {
    private final ServiceRegistrar services;
    private final HandlerRegistry handlers;
    private final Map<Capability, DriverFactory<?>> drivers;
    private final Supplier<Duration> limit;
    private final Logger log;

    /**
     * @param limit how long a plugin waits for the listeners and handlers of other bundles
     */
    public Publisher(
            ServiceRegistrar services,
            HandlerRegistry handlers,
            List<TypedCapability> drivers,
            Supplier<Duration> limit,
            Logger log) {
        this.services = services;
        this.handlers = handlers;
        this.limit = limit;
        this.log = log;
        this.drivers =
                drivers.stream()
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        TypedCapability::capability, TypedCapability::factory));
    }

    /** Makes the publication of a plugin; nothing is registered yet. */
    public Publication prepare(
            PluginIdentity plugin,
            PluginConnection connection,
            List<Capability> capabilities,
            PluginQueue queue) {
        Publication empty = new Publication(queue, handlers, limit, log, List.of());
        return prepare(plugin, connection, capabilities, queue, empty);
    }

    /**
     * Makes the publication of a plugin whose process is replaced by one with other capabilities:
     * what it has already stays as it is; nothing more is registered yet.
     */
    public Publication prepare(
            PluginIdentity plugin,
            PluginConnection connection,
            List<Capability> capabilities,
            PluginQueue queue,
            Publication former) {
        return former.with(capabilities, each -> published(plugin, connection.client(each), queue));
    }

    private PublishedCapability published(
            PluginIdentity plugin, CapabilityClient client, PluginQueue queue) {
        return new PublishedCapability(
                new PublishedClient(client, queue), services(plugin, client).toList());
    }

    private Stream<PublishedService> services(PluginIdentity plugin, CapabilityClient client) {
        Dictionary<String, Object> properties = properties(plugin, client);
        PublishedService general =
                new PublishedService(
                        "the PluginClient " + client,
                        () -> services.register(PluginClient.class, client, properties));
        DriverFactory<?> factory = drivers.get(client.capability());
        return factory == null
                ? Stream.of(general)
                : Stream.of(general, typed(factory, client, properties));
    }

    private <D> PublishedService typed(
            DriverFactory<D> factory, CapabilityClient client, Dictionary<String, ?> properties) {
        return new PublishedService(
                "the %s %s".formatted(factory.type().getSimpleName(), client),
                () -> services.register(factory.type(), factory.create(client), properties));
    }

    private static Dictionary<String, Object> properties(
            PluginIdentity plugin, PluginClient client) {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put(CapabilityProperties.PLUGIN, plugin.name());
        plugin.id().ifPresent(id -> properties.put(CapabilityProperties.PLUGIN_ID, id));
        properties.put(CapabilityProperties.CAPABILITY, client.capability().toString());
        properties.put(CapabilityProperties.MANAGED, plugin.id().isPresent());
        return properties;
    }
}
