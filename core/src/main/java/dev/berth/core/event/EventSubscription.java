package dev.berth.core.event;

import dev.berth.core.foreign.ForeignService;
import dev.berth.core.foreign.OnDemandThread;
import dev.berth.plugin.PluginEvent;
import dev.berth.plugin.PluginListener;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import org.osgi.service.log.Logger;

/**
 * One listener service, called on a thread of its own, with a bounded queue: when it is full the
 * oldest event is dropped and counted, which is logged when it begins and when it is over.
 */
final class EventSubscription {
    static final int CAPACITY = 1_000;

    private final ForeignService<PluginListener> service;
    private final OnDemandThread thread;
    private final Logger log;
    private final Queue<PluginEvent> waiting = new ArrayDeque<>();
    private long dropped;
    private boolean closed;

    EventSubscription(ForeignService<PluginListener> service, Logger log) {
        this.service = service;
        this.log = log;
        this.thread = new OnDemandThread("berth-events-" + service.id(), this::next, log);
    }

    /** Puts an event at the end of the queue. */
    void send(PluginEvent event) {
        boolean first = false;
        synchronized (this) {
            if (closed) {
                return;
            }
            if (waiting.size() == CAPACITY) {
                waiting.remove();
                first = dropped++ == 0;
            }
            waiting.add(event);
        }
        if (first) {
            log.warn(
                    "plugin listener {} is {} events behind, so it misses the oldest: {}",
                    service,
                    CAPACITY,
                    thread.position());
        }
        thread.wake();
    }

    /** Calls the listener no more: its service is gone. A call under way is not interrupted. */
    void close() {
        synchronized (this) {
            closed = true;
            waiting.clear();
        }
        thread.wake();
    }

    /** Interrupts the call under way: the manager's bundle stops. */
    void interrupt() {
        thread.interrupt();
    }

    private synchronized Runnable next() {
        if (closed) {
            // After the release there is nothing to do, which ends the thread.
            return service.isHeld() ? service::release : null;
        }
        PluginEvent event = waiting.poll();
        if (event == null) {
            return null;
        }
        long missed = dropped;
        dropped = 0;
        return () -> deliver(event, missed);
    }

    private void deliver(PluginEvent event, long missed) {
        if (missed > 0) {
            log.warn("plugin listener {} has missed {} events", service, missed);
        }
        try {
            Optional<PluginListener> listener = service.get();
            if (listener.isEmpty()) {
                log.warn("plugin listener {} has no object, so it is told of nothing", service);
                close();
                return;
            }
            listener.get().plugin(event);
        } catch (Throwable t) {
            log.error("plugin listener {} failed on {}", service, event, t);
        }
    }
}
