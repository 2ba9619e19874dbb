package dev.berth.engine.stream;

import dev.berth.engine.exchange.BodySource;
import dev.berth.engine.json.EventJson;
import dev.berth.plugin.PluginEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The body of one client's {@code GET /events}. It has a bounded queue: the stream of a client that
 * reads too slowly is broken off, so that no event is missing in the middle.
 */
public final class EventLines implements BodySource, Consumer<PluginEvent> {
    private static final int MOST = 1024;

    private final Predicate<PluginEvent> wanted;
    private final Deque<PluginEvent> waiting = new ArrayDeque<>();
    private Runnable wake = () -> {};
    private State state = State.OPEN;

    /**
     * @param wanted which events the client wants
     */
    public EventLines(Predicate<PluginEvent> wanted) {
        this.wanted = wanted;
    }

    @Override
    public void accept(PluginEvent event) {
        try {
            if (wanted.test(event)) {
                waker(event).run();
            }
        } catch (Throwable e) {
            breakOff().run();
        }
    }

    private synchronized Runnable breakOff() {
        state = State.BROKEN;
        return wake;
    }

    private synchronized Runnable waker(PluginEvent event) {
        if (waiting.size() < MOST) {
            waiting.addLast(event);
        } else {
            state = State.BROKEN;
        }
        return wake;
    }

    /**
     * Begins the stream.
     *
     * @param before the events that go first
     * @param whenMore run whenever there is a line
     */
    public synchronized void begin(List<PluginEvent> before, Runnable whenMore) {
        for (int i = before.size() - 1; i >= 0; i--) {
            waiting.addFirst(before.get(i));
        }
        wake = whenMore;
    }

    /** Ends the stream after the lines that wait. */
    public synchronized void end() {
        if (state == State.OPEN) {
            state = State.ENDED;
        }
    }

    @Override
    public synchronized byte[] poll() {
        PluginEvent event = waiting.pollFirst();
        return event == null ? null : (EventJson.of(event) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public synchronized State state() {
        return state;
    }
}
