package dev.berth.discovery.announce;

import dev.berth.discovery.lookup.Found;
import dev.berth.spi.LegacyListener;
import dev.berth.spi.PluginDiscovery.Subscription;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.osgi.service.log.Logger;

/** What is known of the plugins, and who is told of it. */
public final class Announcements implements AutoCloseable {
    private final Logger log;
    private final List<Mailbox> mailboxes = new ArrayList<>();
    private Map<String, Found> known = Map.of();

    public Announcements(Logger log) {
        this.log = log;
    }

    /** Tells everybody what has changed now that this is what there is. */
    public void tell(Map<String, Found> found) {
        List<Mailbox> all;
        synchronized (this) {
            List<Change> changes = Change.between(known, found);
            known = new TreeMap<>(found);
            all = List.copyOf(mailboxes);
            all.forEach(mailbox -> mailbox.post(changes));
        }
        all.forEach(Mailbox::deliver);
    }

    /** Tells somebody what there is, and from then on what changes. */
    public Subscription subscribe(LegacyListener listener) {
        Mailbox mailbox = new Mailbox(listener, log);
        synchronized (this) {
            mailbox.post(Change.between(Map.of(), known));
            mailboxes.add(mailbox);
        }
        mailbox.deliver();
        return () -> end(mailbox);
    }

    private void end(Mailbox mailbox) {
        synchronized (this) {
            mailboxes.remove(mailbox);
        }
        mailbox.close();
    }

    /** Tells nobody anything any more. */
    @Override
    public void close() {
        List<Mailbox> all;
        synchronized (this) {
            all = List.copyOf(mailboxes);
            mailboxes.clear();
        }
        all.forEach(Mailbox::close);
    }
}
