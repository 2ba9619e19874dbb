package dev.berth.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import dev.berth.itest.host.HostOptions;
import dev.berth.itest.parts.OperationOutcome;
import dev.berth.plugin.EnableOptions;
import dev.berth.plugin.Plugin;
import dev.berth.testing.TestTimeout;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.Test;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventConstants;
import org.osgi.service.event.EventHandler;

/** A handler of Felix's Event Admin hears of a real plugin. */
public class EventAdminIT extends FrameworkTestBase {
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();

    @Override
    @Configuration
    public Option[] configuration() {
        return HostOptions.berthWithEventAdmin();
    }

    @Test
    public void tellsAHandlerOfThePluginThatItFilters() throws InterruptedException {
        Plugin plugin = volumePlugin("heard");
        volumePlugin("unheard");
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put(EventConstants.EVENT_TOPIC, "dev/berth/plugin/*");
        properties.put(EventConstants.EVENT_FILTER, "(berth.plugin=heard:latest)");
        EventHandler handler = events::add;
        ServiceRegistration<EventHandler> registration =
                bundle.registerService(EventHandler.class, handler, properties);
        try {
            OperationOutcome.of(manager.enable("heard", EnableOptions.DEFAULT));
            OperationOutcome.of(manager.remove("unheard", true));
            OperationOutcome.of(manager.remove("heard", true));
            Event first = next();
            assertEquals("dev/berth/plugin/START", first.getTopic());
            assertEquals(plugin.id(), first.getProperty("berth.plugin.id"));
            assertTrue(first.getProperty("timestamp") instanceof Long);
            Event event = first;
            while (!event.getTopic().equals("dev/berth/plugin/REMOVE")) {
                assertEquals(plugin.id(), event.getProperty("berth.plugin.id"));
                event = next();
            }
        } finally {
            registration.unregister();
        }
    }

    private Event next() throws InterruptedException {
        Event event = events.poll(TestTimeout.LIMIT.toSeconds(), TimeUnit.SECONDS);
        if (event == null) {
            throw new AssertionError("no event");
        }
        return event;
    }
}
