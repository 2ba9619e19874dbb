package dev.berth.core.event;

import dev.berth.core.foreign.ForeignService;
import dev.berth.core.foreign.ServiceLookup;
import dev.berth.plugin.PluginEvent;
import dev.berth.plugin.PluginListener;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
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
 * Delivers plugin events to the {@link PluginListener} services, to each in order and on a thread
 * of its own, so that a slow one delays only itself.
 */
@Component(service = EventDispatcher.class)
public final class EventDispatcher {
    private final Map<ServiceReference<PluginListener>, EventSubscription> subscriptions =
            new HashMap<>();
    private final ServiceLookup services;
    private final Logger log;

    @Activate
    public EventDispatcher(
            BundleContext bundle, @Reference(service = LoggerFactory.class) Logger log) {
        this(ServiceLookup.of(bundle), log);
    }

    public EventDispatcher(ServiceLookup services, Logger log) {
        this.services = services;
        this.log = log;
    }

    @Reference(
            service = PluginListener.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC)
    synchronized void bindListener(ServiceReference<PluginListener> listener) {
        subscriptions.put(
                listener, new EventSubscription(new ForeignService<>(listener, services), log));
    }

    synchronized void unbindListener(ServiceReference<PluginListener> listener) {
        EventSubscription subscription = subscriptions.remove(listener);
        if (subscription != null) {
            subscription.close();
        }
    }

    /** Sends an event about a plugin. */
    public void send(
            PluginEvent.Kind kind, String id, String name, Map<String, String> attributes) {
        PluginEvent event = new DispatchedEvent(kind, id, name, Instant.now(), attributes);
        synchronized (this) {
            // Under the lock, so that all listeners hear in one order.
            subscriptions.values().forEach(subscription -> subscription.send(event));
        }
    }

    @Deactivate
    synchronized void deactivate() {
        subscriptions.values().forEach(EventSubscription::close);
        subscriptions.values().forEach(EventSubscription::interrupt);
        subscriptions.clear();
    }
}
