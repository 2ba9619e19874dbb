package dev.berth.discovery.publish;

import dev.berth.spi.LegacyListener;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.osgi.service.log.Logger;

/**
 * The changes that one listener is still to be told, in order. It has no thread: who adds delivers,
 * unless another thread is delivering, which then delivers that too. No lock is held meanwhile, and
 * a listener that throws misses one change and nothing else.
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

    /** Adds changes; {@link #deliver} is to follow. */
    synchronized void add(List<EndpointChange> changes) {
        if (!closed) {
            waiting.addAll(changes);
        }
    }

    /** Calls the listener with all that waits, unless another thread is doing that. */
    void deliver() {
        if (begin()) {
            for (Optional<EndpointChange> change = next(); change.isPresent(); change = next()) {
                tell(change.get());
            }
        }
    }

    private void tell(EndpointChange change) {
        try {
            change.deliverTo(listener);
        } catch (RuntimeException | Error e) {
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
