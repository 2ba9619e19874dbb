package dev.berth.core.publish;

import dev.berth.capability.CapabilityHandler;
import dev.berth.capability.CapabilityProperties;
import dev.berth.core.foreign.ForeignService;
import dev.berth.core.foreign.ServiceLookup;
import dev.berth.core.foreign.WaitBudget;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;

/**
 * Matches {@link CapabilityHandler} services with published clients, whichever came first. A
 * handler is its service: one object that is registered twice is two handlers. One that is gone is
 * forgotten at once.
 */
@Component(service = HandlerRegistry.class)
public final class HandlerRegistry {
    private final Map<ServiceReference<CapabilityHandler>, HandlerSubscription> subscriptions =
            new HashMap<>();
    private final Set<PublishedClient> live = new LinkedHashSet<>();
    private final ServiceLookup services;
    private final Logger log;

    @Activate
    public HandlerRegistry(
            BundleContext bundle, @Reference(service = LoggerFactory.class) Logger log) {
        this(ServiceLookup.of(bundle), log);
    }

    public HandlerRegistry(ServiceLookup services, Logger log) {
        this.services = services;
        this.log = log;
    }

    @Deactivate
    synchronized void deactivate() {
        subscriptions.values().forEach(HandlerSubscription::close);
        subscriptions.values().forEach(HandlerSubscription::interrupt);
        subscriptions.clear();
    }

    @Reference(
            service = CapabilityHandler.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            updated = "updatedHandler")
    synchronized void bindHandler(ServiceReference<CapabilityHandler> handler) {
        HandlerSubscription subscription =
                new HandlerSubscription(new ForeignService<>(handler, services), log);
        subscriptions.put(handler, subscription);
        subscription.update(wanted(handler), live);
    }

    synchronized void updatedHandler(ServiceReference<CapabilityHandler> handler) {
        HandlerSubscription subscription = subscriptions.get(handler);
        if (subscription != null) {
            subscription.update(wanted(handler), live);
        }
    }

    synchronized void unbindHandler(ServiceReference<CapabilityHandler> handler) {
        HandlerSubscription subscription = subscriptions.remove(handler);
        if (subscription != null) {
            subscription.close();
        }
    }

    private static Object wanted(ServiceReference<?> handler) {
        return handler.getProperty(CapabilityProperties.CAPABILITY);
    }

    /** Lets the handlers be told of clients. */
    synchronized void add(Collection<PublishedClient> clients) {
        live.addAll(clients);
        subscriptions.values().forEach(subscription -> subscription.add(clients));
    }

    /** Lets the handlers be told that clients have gone. */
    synchronized void remove(Collection<PublishedClient> clients) {
        live.removeAll(clients);
        subscriptions.values().forEach(subscription -> subscription.remove(clients));
    }

    /** Waits until all handlers have been told that clients have gone; logs which have not. */
    void awaitRemoved(Collection<PublishedClient> clients, WaitBudget budget)
            throws InterruptedException {
        for (HandlerSubscription subscription : all()) {
            if (!subscription.awaitRemoved(clients, budget)) {
                log.error(
                        "{} go on without a handler that was to be told within {} s: {}",
                        clients.stream().map(PublishedClient::client).toList(),
                        budget.limit().toMillis() / 1000.0,
                        subscription.position());
            }
        }
    }

    private synchronized List<HandlerSubscription> all() {
        return List.copyOf(subscriptions.values());
    }
}
