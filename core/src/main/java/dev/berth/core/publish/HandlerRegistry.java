package dev.berth.core.publish;

import dev.berth.capability.CapabilityHandler;
import dev.berth.capability.CapabilityProperties;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;

/**
 * Matches {@link CapabilityHandler} services with publications, whichever came first. A handler is
 * called on the plugin's queue, so it hears of one plugin in order.
 */
@Component(service = HandlerRegistry.class)
public final class HandlerRegistry {
    private final List<HandlerSubscription> subscribers = new CopyOnWriteArrayList<>();
    private final Set<Publication> live = ConcurrentHashMap.newKeySet();
    private final Logger log;

    @Activate
    public HandlerRegistry(@Reference(service = LoggerFactory.class) Logger log) {
        this.log = log;
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindHandler(CapabilityHandler handler, Map<String, Object> properties) {
        Object wanted = properties.get(CapabilityProperties.CAPABILITY);
        HandlerSubscription subscriber =
                new HandlerSubscription(handler, HandlerSubscription.names(wanted));
        if (subscriber.wanted().isEmpty()) {
            log.warn(
                    "capability handler {} says no {}, so it is told of nothing",
                    handler,
                    CapabilityProperties.CAPABILITY);
        }
        subscribers.add(subscriber);
        live.forEach(publication -> publication.submitAdded(subscriber));
    }

    void unbindHandler(CapabilityHandler handler) {
        subscribers.removeIf(subscriber -> subscriber.handler() == handler);
    }

    /** Called on the plugin's queue. */
    void add(Publication publication) {
        live.add(publication);
        subscribers.forEach(publication::notifyAdded);
    }

    /** Called on the plugin's queue. */
    void remove(Publication publication) {
        live.remove(publication);
        subscribers.forEach(publication::notifyRemoved);
    }

    boolean isSubscribed(HandlerSubscription subscriber) {
        return subscribers.contains(subscriber);
    }

    Logger log() {
        return log;
    }
}
