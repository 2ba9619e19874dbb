package dev.berth.engine.event;

import dev.berth.plugin.PluginEvent;
import dev.berth.plugin.PluginListener;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Component;

/**
 * Keeps the last events and tells subscribers of new ones. It is a component of its own, without
 * the manager, because the manager waits for its listeners.
 */
@Component(service = {PluginListener.class, EventJournal.class})
public final class EventJournal implements PluginListener {
    /** As many as Docker keeps. */
    private static final int KEPT = 256;

    private final Deque<PluginEvent> past = new ArrayDeque<>();
    private final Set<Consumer<PluginEvent>> subscribers = new LinkedHashSet<>();

    @Override
    public void plugin(PluginEvent event) {
        List<Consumer<PluginEvent>> told;
        synchronized (past) {
            past.addLast(event);
            if (past.size() > KEPT) {
                past.removeFirst();
            }
            told = List.copyOf(subscribers);
        }
        told.forEach(s -> s.accept(event));
    }

    /**
     * Has a subscriber told of what happens from now on.
     *
     * @param subscriber must not block
     * @return what has happened before, oldest first; nothing is told twice or left out
     */
    public List<PluginEvent> subscribe(Consumer<PluginEvent> subscriber) {
        synchronized (past) {
            subscribers.add(subscriber);
            return List.copyOf(past);
        }
    }

    /** Has a subscriber told no more. */
    public void unsubscribe(Consumer<PluginEvent> subscriber) {
        synchronized (past) {
            subscribers.remove(subscriber);
        }
    }

    /** Returns how many are told. */
    int subscribers() {
        synchronized (past) {
            return subscribers.size();
        }
    }
}
