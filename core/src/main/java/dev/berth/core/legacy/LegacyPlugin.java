package dev.berth.core.legacy;

import dev.berth.capability.Capability;
import dev.berth.capability.CapabilityFilter;
import dev.berth.capability.PluginClient;
import dev.berth.capability.PluginRequest;
import dev.berth.core.client.CapabilityClient;
import dev.berth.core.client.PluginConnection;
import dev.berth.core.client.PluginConnections;
import dev.berth.core.client.PluginIdentity;
import dev.berth.core.publish.Publication;
import dev.berth.core.publish.PublishedPlugin;
import dev.berth.core.publish.Publisher;
import dev.berth.core.work.PluginQueue;
import dev.berth.driver.InvalidMessageException;
import dev.berth.driver.JsonObject;
import dev.berth.plugin.Operation;
import dev.berth.plugin.error.InadequateCapabilityException;
import dev.berth.plugin.error.PluginNotFoundException;
import dev.berth.spi.LegacyEndpoint;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;

/**
 * A legacy plugin: a socket or address that discovery found. It is asked for its capabilities by
 * {@code Plugin.Activate}, which are then published as services.
 */
public final class LegacyPlugin {
    private static final Duration HANDSHAKE = Duration.ofSeconds(10);
    private static final Duration CALL_LIMIT = Duration.ofSeconds(30);

    private final LegacyEndpoint endpoint;
    private final Publisher publisher;
    private final PluginQueue queue;
    private final PluginConnection connection;
    private volatile Publication publication;
    private volatile boolean gone;
    private Operation<Publication> activation;

    /**
     * Makes a plugin that is not activated yet.
     *
     * @param queue that of the plugin that had the name before, so that its services are withdrawn
     *     first
     */
    LegacyPlugin(
            LegacyEndpoint endpoint,
            Publisher publisher,
            PluginConnections connections,
            PluginQueue queue) {
        this.endpoint = endpoint;
        this.publisher = publisher;
        this.queue = queue;
        this.connection =
                connections.legacy(PluginIdentity.legacy(endpoint.name()), endpoint, CALL_LIMIT);
    }

    LegacyEndpoint endpoint() {
        return endpoint;
    }

    PluginQueue queue() {
        return queue;
    }

    /**
     * Sends {@code Plugin.Activate}, unless it has been, or is under way, and publishes the
     * capabilities.
     */
    synchronized Operation<Publication> activate() {
        if (activation == null || activation.isDone()) {
            activation = queue.submit("activation of", cancellation -> activateNow());
        }
        return activation;
    }

    private Publication activateNow() throws InterruptedException {
        if (gone) {
            throw new PluginNotFoundException(endpoint.name());
        }
        if (publication == null) {
            CapabilityClient client = connection.client(new Capability("docker", "plugin", "1.0"));
            PluginRequest activate = PluginRequest.ask("Plugin.Activate", HANDSHAKE);
            List<Capability> capabilities = capabilities(client, activate);
            publish(
                    publisher.prepare(
                            PublishedPlugin.legacy(PluginIdentity.legacy(endpoint.name())),
                            connection,
                            capabilities,
                            queue));
        }
        return publication;
    }

    /** Look-ups find it before its services do, and no longer than them. */
    private void publish(Publication prepared) throws InterruptedException {
        publication = prepared;
        try {
            prepared.publish();
        } catch (Throwable t) {
            publication = null;
            prepared.withdraw();
            throw t;
        }
    }

    private static List<Capability> capabilities(CapabilityClient client, PluginRequest activate) {
        try {
            return client.call(activate, JsonObject.empty()).texts("Implements").stream()
                    .map(LegacyPlugin::capability)
                    .toList();
        } catch (InvalidMessageException e) {
            throw client.malformed(activate.method(), e.getMessage());
        }
    }

    /** Returns the capability of a handshake's name, which differs in case only. */
    private static Capability capability(String name) {
        return new Capability("docker", name.toLowerCase(Locale.ROOT), "1.0");
    }

    /** Returns the client of a capability; activates the plugin first if it is not. */
    public PluginClient client(CapabilityFilter capability) throws InterruptedException {
        Publication now = publication;
        Publication published = now == null ? activate().await() : now;
        return published
                .client(capability)
                .orElseThrow(
                        () ->
                                new InadequateCapabilityException(
                                        endpoint.name(), capability, capabilities(published)));
    }

    private static List<Capability> capabilities(Publication published) {
        return published.clients().stream().map(PluginClient::capability).toList();
    }

    /** Returns what it can do, as soon as it has said so; asks it unless it has. */
    CompletableFuture<Publication> answer() {
        Publication now = publication;
        return now == null
                ? activate().result().toCompletableFuture()
                : CompletableFuture.completedFuture(now);
    }

    /** Withdraws its services; an activation under way fails, because the connection is closed. */
    Operation<Void> retire() {
        gone = true;
        connection.close();
        return queue.submit(
                "retirement of",
                cancellation -> {
                    Publication last = publication;
                    if (last != null) {
                        last.withdraw();
                        publication = null;
                        last.awaitRemoved();
                    }
                    return null;
                });
    }
}
