package dev.berth.core.publish;

import dev.berth.capability.Capability;
import dev.berth.capability.PluginClient;
import dev.berth.core.client.PluginConnection;
import dev.berth.core.driver.TypedCapability;
import dev.berth.core.work.PluginQueue;
import dev.berth.driver.DriverClient;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.osgi.service.log.Logger;

/**
 * Makes the services of a plugin: for each capability a {@link PluginClient}, and the typed drivers
 * that core has of it.
 */
public final class Publisher {
    private final ServiceRegistrar services;
    private final Whiteboards whiteboards;
    private final List<TypedCapability> drivers;
    private final Supplier<Duration> limit;
    private final Logger log;

    /**
     * @param drivers what core types itself
     * @param limit how long a plugin waits for the listeners and handlers of other bundles
     */
    public Publisher(
            ServiceRegistrar services,
            Whiteboards whiteboards,
            List<TypedCapability> drivers,
            Supplier<Duration> limit,
            Logger log) {
        this.services = services;
        this.whiteboards = whiteboards;
        this.limit = limit;
        this.log = log;
        this.drivers = List.copyOf(drivers);
    }

    /** Makes the publication of a plugin; nothing is registered yet. */
    public Publication prepare(
            PublishedPlugin plugin,
            PluginConnection connection,
            List<Capability> capabilities,
            PluginQueue queue) {
        Publication empty = new Publication(queue, whiteboards, limit, log, List.of());
        return prepare(plugin, connection, capabilities, queue, empty);
    }

    /**
     * Makes the publication of a plugin whose process is replaced by one of another version: the
     * clients of what it has already stay as they are; nothing more is registered yet.
     */
    public Publication prepare(
            PublishedPlugin plugin,
            PluginConnection connection,
            List<Capability> capabilities,
            PluginQueue queue,
            Publication former) {
        Publication next =
                former.with(
                        capabilities,
                        each ->
                                published(
                                        new PublishedClient(
                                                connection.client(each),
                                                queue,
                                                plugin.properties(each))));
        next.describe(plugin);
        return next;
    }

    private PublishedCapability published(PublishedClient client) {
        return new PublishedCapability(client, services(client).toList());
    }

    private Stream<PublishedService> services(PublishedClient client) {
        DriverClient object = client.client();
        PublishedService general =
                new PublishedService(
                        "the PluginClient " + object,
                        client,
                        properties -> services.register(PluginClient.class, object, properties),
                        () -> {},
                        () -> {});
        Stream<PublishedService> typed =
                drivers.stream()
                        .filter(each -> each.wanted().matches(object.capability()))
                        .map(each -> TypedService.of(each.factory(), client, services));
        return Stream.concat(Stream.of(general), typed);
    }
}
