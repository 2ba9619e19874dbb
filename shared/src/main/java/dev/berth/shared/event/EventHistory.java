package dev.berth.shared.event;

import dev.berth.plugin.PluginEvent;
import dev.berth.plugin.PluginListener;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Keeps the last 256 events and passes new ones to subscribers. Thread-safe. */
public class EventHistory implements PluginListener {
    /** As many as Docker keeps. */
    private static final int KEPT = 256;

    private final Deque<PluginEvent> past = new ArrayDeque<>();
    private final Set<Consumer<PluginEvent>> subscribers = new LinkedHashSet<>();

    @Override
    public final void plugin(PluginEvent event) {
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
     * Adds a subscriber, which gets the events from now on.
     *
     * @param subscriber must not block
     * @return the events before, oldest first; no event is doubled or left out
     */
    public final List<PluginEvent> subscribe(Consumer<PluginEvent> subscriber) {
        synchronized (past) {
            subscribers.add(subscriber);
            return List.copyOf(past);
        }
    }

    /** Removes a subscriber. */
    public final void unsubscribe(Consumer<PluginEvent> subscriber) {
        synchronized (past) {
            subscribers.remove(subscriber);
        }
    }

    /** Returns the number of subscribers. */
    public final int subscribers() {
        synchronized (past) {
            return subscribers.size();
        }
    }
}
