package dev.berth.core.event;

import dev.berth.plugin.PluginEvent;
import dev.berth.plugin.PluginListener;
import dev.berth.shared.thread.DaemonThreads;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;

/**
 * Delivers plugin events to the {@link PluginListener} services, in order, on one thread of its
 * own.
 */
@Component(service = EventDispatcher.class)
public final class EventDispatcher {
    private final List<PluginListener> listeners = new CopyOnWriteArrayList<>();
    private final Logger log;
    private final ExecutorService thread =
            new ThreadPoolExecutor(
                    1,
                    1,
                    0,
                    TimeUnit.SECONDS,
                    new LinkedBlockingQueue<>(),
                    DaemonThreads.named("berth-events"),
                    // Events sent after the shutdown are dropped.
                    new ThreadPoolExecutor.DiscardPolicy());

    @Activate
    public EventDispatcher(@Reference(service = LoggerFactory.class) Logger log) {
        this.log = log;
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindListener(PluginListener listener) {
        listeners.add(listener);
    }

    void unbindListener(PluginListener listener) {
        listeners.remove(listener);
    }

    /** Sends an event about a plugin. */
    public void send(
            PluginEvent.Kind kind, String id, String name, Map<String, String> attributes) {
        PluginEvent event = new DispatchedEvent(kind, id, name, Instant.now(), attributes);
        thread.execute(() -> listeners.forEach(listener -> deliver(listener, event)));
    }

    private void deliver(PluginListener listener, PluginEvent event) {
        try {
            listener.plugin(event);
        } catch (RuntimeException e) {
            log.error("plugin listener {} failed on {}", listener, event, e);
        }
    }

    @Deactivate
    void deactivate() {
        thread.shutdown();
    }
}
