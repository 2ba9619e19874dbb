package dev.berth.core.publish;

import dev.berth.capability.CapabilityHandler;
import dev.berth.capability.PluginClient;
import dev.berth.core.work.PluginQueue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.osgi.framework.ServiceRegistration;

/**
 * The registered services of one enabled plugin, and the handlers that were called for it. Used on
 * the plugin's queue only, which is checked.
 */
public final class Publication {
    private final List<PluginClient> clients;
    private final List<ServiceRegistration<?>> registrations = new ArrayList<>();
    private final Set<HandlerSubscription> notified = new HashSet<>();
    private final HandlerRegistry handlers;
    private final PluginQueue queue;
    private boolean open = true;

    Publication(List<? extends PluginClient> clients, HandlerRegistry handlers, PluginQueue queue) {
        this.clients = List.copyOf(clients);
        this.handlers = handlers;
        this.queue = queue;
    }

    void add(ServiceRegistration<?> registration) {
        registrations.add(registration);
    }

    /** Returns the plugin's clients, one for each capability. */
    public List<PluginClient> clients() {
        return clients;
    }

    void submitAdded(HandlerSubscription subscriber) {
        queue.submit(
                "handler notification of",
                cancellation -> {
                    notifyAdded(subscriber);
                    return null;
                });
    }

    void notifyAdded(HandlerSubscription subscriber) {
        queue.requireCurrent();
        if (open && handlers.isSubscribed(subscriber) && notified.add(subscriber)) {
            call(subscriber, CapabilityHandler::added);
        }
    }

    void notifyRemoved(HandlerSubscription subscriber) {
        queue.requireCurrent();
        if (notified.remove(subscriber)) {
            call(subscriber, CapabilityHandler::removed);
        }
    }

    private void call(
            HandlerSubscription subscriber, BiConsumer<CapabilityHandler, PluginClient> call) {
        for (PluginClient client : clients) {
            if (subscriber.wants(client.capability())) {
                try {
                    call.accept(subscriber.handler(), client);
                } catch (RuntimeException e) {
                    handlers.log()
                            .error("handler {} failed on {}", subscriber.handler(), client, e);
                }
            }
        }
    }

    /** Calls the handlers' {@code removed} and unregisters the services. */
    public void withdraw() {
        queue.requireCurrent();
        handlers.remove(this);
        open = false;
        registrations.forEach(Publication::unregister);
        registrations.clear();
    }

    private static void unregister(ServiceRegistration<?> registration) {
        try {
            registration.unregister();
        } catch (IllegalStateException e) {
            // The framework has unregistered it already, as when the bundle stops.
            return;
        }
    }
}
