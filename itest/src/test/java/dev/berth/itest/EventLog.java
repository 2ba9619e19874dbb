package dev.berth.itest;

import dev.berth.plugin.PluginEvent;
import dev.berth.plugin.PluginListener;
import dev.berth.testing.TestTimeout;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A plugin listener that lets a test wait for an event. */
final class EventLog implements PluginListener {
    private final BlockingQueue<PluginEvent> events = new LinkedBlockingQueue<>();

    @Override
    public void plugin(PluginEvent event) {
        events.add(event);
    }

    /** Waits for the next event of a kind; those before it are forgotten. */
    PluginEvent await(PluginEvent.Kind kind) {
        try {
            PluginEvent event = events.poll(TestTimeout.LIMIT.toSeconds(), TimeUnit.SECONDS);
            while (event != null && event.kind() != kind) {
                event = events.poll(TestTimeout.LIMIT.toSeconds(), TimeUnit.SECONDS);
            }
            if (event == null) {
                throw new AssertionError("no event " + kind);
            }
            return event;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
