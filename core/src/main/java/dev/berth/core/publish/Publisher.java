package dev.berth.core.publish;

import dev.berth.capability.Capability;
import dev.berth.capability.CapabilityProperties;
import dev.berth.capability.PluginClient;
import dev.berth.core.client.PluginConnection;
import dev.berth.core.client.PluginIdentity;
import dev.berth.core.driver.volume.PluginVolumeDriver;
import dev.berth.core.work.SerialQueue;
import dev.berth.driver.volume.VolumeDriver;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;

/** Makes services of what a plugin can do. */
public final class Publisher {
    private final ServiceRegistrar services;
    private final HandlerRegistry handlers;

    public Publisher(ServiceRegistrar services, HandlerRegistry handlers) {
        this.services = services;
        this.handlers = handlers;
    }

    /** Publishes a plugin's capabilities; called on its queue. */
    public Publication publish(
            PluginIdentity plugin,
            PluginConnection connection,
            List<Capability> capabilities,
            SerialQueue queue) {
        List<PluginClient> clients =
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

    private void register(PluginIdentity plugin, PluginClient client, Publication publication) {
        Dictionary<String, Object> properties = properties(plugin, client);
        publication.add(services.register(PluginClient.class, client, properties));
        if (client.capability().equals(Capability.VOLUME_DRIVER)) {
            VolumeDriver driver = new PluginVolumeDriver(client);
            publication.add(services.register(VolumeDriver.class, driver, properties));
        }
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
