package dev.berth.discovery.publish;

import dev.berth.discovery.lookup.FoundEndpoint;
import dev.berth.spi.LegacyListener;
import dev.berth.spi.PluginDiscovery.Subscription;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.osgi.service.log.Logger;

/** The endpoints of the last scan, and the listeners that are told how they change. */
public final class EndpointPublisher implements AutoCloseable {
    private final Logger log;
    private final List<ListenerQueue> queues = new ArrayList<>();
    private Map<String, FoundEndpoint> known = Map.of();

    public EndpointPublisher(Logger log) {
        this.log = log;
    }

    /** Tells all listeners the difference between the last scan's endpoints and these. */
    public void publish(Map<String, FoundEndpoint> found) {
        List<ListenerQueue> all;
        synchronized (this) {
            List<EndpointChange> changes = EndpointChange.between(known, found);
            known = new TreeMap<>(found);
            all = List.copyOf(queues);
            all.forEach(queue -> queue.add(changes));
        }
        all.forEach(ListenerQueue::deliver);
    }

    /** Tells a listener what there is, on this thread, and from then on what changes. */
    public Subscription subscribe(LegacyListener listener) {
        ListenerQueue queue = new ListenerQueue(listener, log);
        synchronized (this) {
            queue.add(EndpointChange.between(Map.of(), known));
            queues.add(queue);
        }
        queue.deliver();
        return () -> end(queue);
    }

    private void end(ListenerQueue queue) {
        synchronized (this) {
            queues.remove(queue);
        }
        queue.close();
    }

    /** Ends all subscriptions. */
    @Override
    public void close() {
        List<ListenerQueue> all;
        synchronized (this) {
            all = List.copyOf(queues);
            queues.clear();
        }
        all.forEach(ListenerQueue::close);
    }
}
