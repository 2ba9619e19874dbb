package dev.berth.discovery.announce;

import dev.berth.discovery.lookup.FoundEndpoint;
import dev.berth.spi.LegacyListener;
import dev.berth.spi.PluginDiscovery.Subscription;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.osgi.service.log.Logger;

/** What is known of the plugins, and who is told of it. */
public final class EndpointPublisher implements AutoCloseable {
    private final Logger log;
    private final List<ListenerQueue> mailboxes = new ArrayList<>();
    private Map<String, FoundEndpoint> known = Map.of();

    public EndpointPublisher(Logger log) {
        this.log = log;
    }

    /** Tells everybody what has changed now that this is what there is. */
    public void tell(Map<String, FoundEndpoint> found) {
        List<ListenerQueue> all;
        synchronized (this) {
            List<EndpointChange> changes = EndpointChange.between(known, found);
            known = new TreeMap<>(found);
            all = List.copyOf(mailboxes);
            all.forEach(mailbox -> mailbox.post(changes));
        }
        all.forEach(ListenerQueue::deliver);
    }

    /** Tells somebody what there is, and from then on what changes. */
    public Subscription subscribe(LegacyListener listener) {
        ListenerQueue mailbox = new ListenerQueue(listener, log);
        synchronized (this) {
            mailbox.post(EndpointChange.between(Map.of(), known));
            mailboxes.add(mailbox);
        }
        mailbox.deliver();
        return () -> end(mailbox);
    }

    private void end(ListenerQueue mailbox) {
        synchronized (this) {
            mailboxes.remove(mailbox);
        }
        mailbox.close();
    }

    /** Tells nobody anything any more. */
    @Override
    public void close() {
        List<ListenerQueue> all;
        synchronized (this) {
            all = List.copyOf(mailboxes);
            mailboxes.clear();
        }
        all.forEach(ListenerQueue::close);
    }
}
