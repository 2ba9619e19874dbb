package dev.berth.core.publish;

import dev.berth.capability.Capability;
import dev.berth.capability.CapabilityProperties;
import dev.berth.capability.PluginClient;
import dev.berth.core.client.CapabilityClient;
import dev.berth.core.client.PluginConnection;
import dev.berth.core.client.PluginIdentity;
import dev.berth.core.driver.DriverFactory;
import dev.berth.core.work.PluginQueue;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.osgi.framework.ServiceRegistration;

/**
 * Registers the services of a plugin: for each capability a {@link PluginClient}, and its typed
 * driver if there is a {@link DriverFactory} for it.
 */
public final class Publisher {
    private final ServiceRegistrar services;
    private final HandlerRegistry handlers;
    private final Map<Capability, DriverFactory<?>> drivers;

    public Publisher(
            ServiceRegistrar services, HandlerRegistry handlers, List<DriverFactory<?>> drivers) {
        this.services = services;
        this.handlers = handlers;
        this.drivers =
                drivers.stream()
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        DriverFactory::capability, Function.identity()));
    }

    /** Registers the services and calls the handlers; runs on the plugin's queue. */
    public Publication publish(
            PluginIdentity plugin,
            PluginConnection connection,
            List<Capability> capabilities,
            PluginQueue queue) {
        List<CapabilityClient> clients =
                capabilities.stream().distinct().map(connection::client).toList();
        Publication publication = new Publication(clients, handlers, queue);
        try {
            clients.forEach(client -> register(plugin, client, publication));
        } catch (RuntimeException e) {
            publication.withdraw();
            throw e;
        }
        handlers.add(publication);
        return publication;
    }

    private void register(PluginIdentity plugin, CapabilityClient client, Publication publication) {
        Dictionary<String, Object> properties = properties(plugin, client);
        publication.add(services.register(PluginClient.class, client, properties));
        DriverFactory<?> factory = drivers.get(client.capability());
        if (factory != null) {
            publication.add(register(factory, client, properties));
        }
    }

    private <D> ServiceRegistration<D> register(
            DriverFactory<D> factory, CapabilityClient client, Dictionary<String, ?> properties) {
        return services.register(factory.type(), factory.create(client), properties);
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
