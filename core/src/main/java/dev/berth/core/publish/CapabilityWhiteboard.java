package dev.berth.core.publish;

import dev.berth.capability.CapabilityProperties;
import dev.berth.core.foreign.ForeignService;
import dev.berth.core.foreign.ServiceLookup;
import dev.berth.core.foreign.WaitBudget;
import dev.berth.driver.DriverClient;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.osgi.framework.ServiceReference;
import org.osgi.service.log.Logger;

/**
 * Matches services of one kind with published clients, whichever came first, by their {@link
 * CapabilityProperties#CAPABILITY}. One object that is registered twice is two services. One that
 * is gone is forgotten at once.
 */
final class CapabilityWhiteboard<S> {
    private final Map<ServiceReference<S>, CapabilitySubscription<S>> subscriptions =
            new HashMap<>();
    private final Set<PublishedClient> live = new LinkedHashSet<>();
    private final Supplier<ClientListener<S>> listeners;
    private final ServiceLookup services;
    private final Logger log;

    /**
     * @param listeners makes one for each service
     */
    CapabilityWhiteboard(
            Supplier<ClientListener<S>> listeners, ServiceLookup services, Logger log) {
        this.listeners = listeners;
        this.services = services;
        this.log = log;
    }

    synchronized void bind(ServiceReference<S> reference) {
        CapabilitySubscription<S> subscription =
                new CapabilitySubscription<>(
                        new ForeignService<>(reference, services), listeners.get(), log);
        subscriptions.put(reference, subscription);
        subscription.update(wanted(reference), live);
    }

    synchronized void updated(ServiceReference<S> reference) {
        CapabilitySubscription<S> subscription = subscriptions.get(reference);
        if (subscription != null) {
            subscription.update(wanted(reference), live);
        }
    }

    synchronized void unbind(ServiceReference<S> reference) {
        CapabilitySubscription<S> subscription = subscriptions.remove(reference);
        if (subscription != null) {
            subscription.close();
        }
    }

    synchronized void close() {
        subscriptions.values().forEach(CapabilitySubscription::close);
        subscriptions.values().forEach(CapabilitySubscription::interrupt);
        subscriptions.clear();
    }

    private static Object wanted(ServiceReference<?> reference) {
        return reference.getProperty(CapabilityProperties.CAPABILITY);
    }

    /** Lets the services be told of clients. */
    synchronized void add(Collection<PublishedClient> clients) {
        live.addAll(clients);
        subscriptions.values().forEach(subscription -> subscription.add(clients));
    }

    /** Lets the services be told that clients which they were told of say something else. */
    synchronized void change(Collection<PublishedClient> clients) {
        subscriptions.values().forEach(subscription -> subscription.change(clients));
    }

    /** Lets the services be told that clients have gone. */
    synchronized void remove(Collection<PublishedClient> clients) {
        live.removeAll(clients);
        subscriptions.values().forEach(subscription -> subscription.remove(clients));
    }

    /** Waits until all services have been told that clients have come; logs which have not. */
    void awaitAdded(Collection<PublishedClient> clients, WaitBudget budget)
            throws InterruptedException {
        for (CapabilitySubscription<S> subscription : all()) {
            if (!subscription.awaitAdded(clients, budget)) {
                report(clients, budget, subscription);
            }
        }
    }

    /** Waits until all services have been told that clients have gone; logs which have not. */
    void awaitRemoved(Collection<PublishedClient> clients, WaitBudget budget)
            throws InterruptedException {
        for (CapabilitySubscription<S> subscription : all()) {
            if (!subscription.awaitRemoved(clients, budget)) {
                report(clients, budget, subscription);
            }
        }
    }

    private void report(
            Collection<PublishedClient> clients,
            WaitBudget budget,
            CapabilitySubscription<S> overdue) {
        List<DriverClient> plugins = clients.stream().map(PublishedClient::client).toList();
        log.error(
                "{} go on without a {} that was to be told within {} s: {}",
                plugins,
                overdue.kind(),
                budget.limit().toMillis() / 1000.0,
                overdue.position());
    }

    private synchronized List<CapabilitySubscription<S>> all() {
        return List.copyOf(subscriptions.values());
    }
}
