package dev.berth.events;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.plugin.PluginEvent;
import dev.berth.testing.plugin.EventFixture;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;

class EventAdminBridgeTest {
    private final RecordingEventAdmin admin = new RecordingEventAdmin();
    private final EventAdminBridge bridge = new EventAdminBridge(admin);

    private Event posted(PluginEvent.Kind kind, Map<String, String> attributes) {
        Instant time = Instant.ofEpochMilli(1_700_000_000_123L);
        bridge.plugin(new EventFixture(kind, "0123abcd", "acme/vol:1", time, attributes));
        return admin.posted.get(0);
    }

    @ParameterizedTest
    @EnumSource(PluginEvent.Kind.class)
    void everyKindHasATopic(PluginEvent.Kind kind) {
        assertEquals("dev/berth/plugin/" + kind, posted(kind, Map.of()).getTopic());
    }

    @Test
    void thePropertiesAreThoseOfThePluginsServices() {
        Event event =
                posted(PluginEvent.Kind.DIE, Map.of("exitCode", "137", "message", "out of memory"));
        assertEquals("acme/vol:1", event.getProperty("berth.plugin"));
        assertEquals("0123abcd", event.getProperty("berth.plugin.id"));
        assertEquals(1_700_000_000_123L, event.getProperty("timestamp"));
        assertEquals("137", event.getProperty("exitCode"));
        assertEquals("out of memory", event.getProperty("message"));
    }

    @Test
    void anAttributeStandsForNoOtherPlugin() {
        Event event = posted(PluginEvent.Kind.SET, Map.of("berth.plugin", "another"));
        assertEquals("acme/vol:1", event.getProperty("berth.plugin"));
        assertEquals(
                Set.of("berth.plugin", "berth.plugin.id", "timestamp", "event.topics"),
                Set.of(event.getPropertyNames()));
    }

    private static final class RecordingEventAdmin implements EventAdmin {
        private final List<Event> posted = new ArrayList<>();

        @Override
        public void postEvent(Event event) {
            posted.add(event);
        }

        @Override
        public void sendEvent(Event event) {
            throw new AssertionError("a handler must not hold the bridge up");
        }
    }
}
