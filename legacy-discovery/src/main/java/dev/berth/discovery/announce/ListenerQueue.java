package dev.berth.discovery.announce;

import dev.berth.spi.LegacyListener;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.osgi.service.log.Logger;

/**
 * What one listener is still to be told. Whoever posts delivers, unless somebody is at it, who then
 * delivers that too: so the listener hears all in order, and no lock is held meanwhile.
 */
final class ListenerQueue {
    private final LegacyListener listener;
    private final Logger log;
    private final Queue<EndpointChange> waiting = new ArrayDeque<>();
    private Thread deliverer;
    private boolean closed;

    ListenerQueue(LegacyListener listener, Logger log) {
        this.listener = listener;
        this.log = log;
    }

    synchronized void post(List<EndpointChange> changes) {
        if (!closed) {
            waiting.addAll(changes);
        }
    }

    void deliver() {
        if (begin()) {
            for (Optional<EndpointChange> change = next(); change.isPresent(); change = next()) {
                tell(change.get());
            }
        }
    }

    private void tell(EndpointChange change) {
        try {
            change.tell(listener);
        } catch (RuntimeException | LinkageError e) {
            log.error("a listener failed to take in {}", change, e);
        }
    }

    private synchronized boolean begin() {
        if (deliverer != null) {
            return false;
        }
        deliverer = Thread.currentThread();
        return true;
    }

    private synchronized Optional<EndpointChange> next() {
        Optional<EndpointChange> change = Optional.ofNullable(waiting.poll());
        if (change.isEmpty()) {
            deliverer = null;
            notifyAll();
        }
        return change;
    }

    /** Ends delivery. A call that is under way ends before this returns, unless it is its own. */
    synchronized void close() {
        closed = true;
        waiting.clear();
        boolean interrupted = false;
        while (deliverer != null && deliverer != Thread.currentThread()) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
