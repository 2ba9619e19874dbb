package dev.berth.shell.event;

import dev.berth.plugin.PluginEvent;
import dev.berth.shared.event.EventHistory;
import dev.berth.shell.console.CommandFailure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The events that one command follows, in a bounded queue between the manager's thread and the
 * command's: one that prints too slowly fails, so that no event is missing in the middle.
 */
public final class EventQueue implements Consumer<PluginEvent>, AutoCloseable {
    private static final int MOST = 1024;

    private final BlockingQueue<PluginEvent> waiting = new ArrayBlockingQueue<>(MOST);
    private final EventHistory history;
    private final List<PluginEvent> past;
    private volatile boolean overrun;

    private EventQueue(EventHistory history) {
        this.history = history;
        this.past = history.subscribe(this);
    }

    /** Follows the events from now on. */
    public static EventQueue open(EventHistory history) {
        return new EventQueue(history);
    }

    @Override
    public void accept(PluginEvent event) {
        if (!waiting.offer(event)) {
            overrun = true;
        }
    }

    /** Returns the events before it was opened, oldest first. */
    public List<PluginEvent> past() {
        return past;
    }

    /**
     * Waits for an event.
     *
     * @return empty if none has come in time
     * @throws CommandFailure if events were lost
     */
    public Optional<PluginEvent> next(Duration wait) throws CommandFailure, InterruptedException {
        if (overrun) {
            throw new CommandFailure("events come faster than they are printed: some are lost");
        }
        return Optional.ofNullable(waiting.poll(wait.toNanos(), TimeUnit.NANOSECONDS));
    }

    @Override
    public void close() {
        history.unsubscribe(this);
    }
}
