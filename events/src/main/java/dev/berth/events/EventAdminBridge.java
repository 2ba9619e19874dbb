package dev.berth.events;

import dev.berth.capability.CapabilityProperties;
import dev.berth.plugin.PluginEvent;
import dev.berth.plugin.PluginListener;
import java.util.HashMap;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;
import org.osgi.service.event.EventConstants;

/**
 * Posts each plugin event to Event Admin (OSGi Compendium, section 113), asynchronously and in
 * order, under {@code dev/berth/plugin/KIND}, as {@code dev/berth/plugin/ENABLE}.
 *
 * <p>Properties: those of a plugin's services, {@code berth.plugin} and {@code berth.plugin.id};
 * {@code timestamp}, in milliseconds; and {@link PluginEvent#attributes()} as they are, as {@code
 * message}.
 */
@Component(service = PluginListener.class)
public final class EventAdminBridge implements PluginListener {
    private static final String TOPICS = "dev/berth/plugin/";

    private final EventAdmin events;

    @Activate
    public EventAdminBridge(@Reference EventAdmin events) {
        this.events = events;
    }

    @Override
    public void plugin(PluginEvent event) {
        Map<String, Object> properties = new HashMap<>(event.attributes());
        properties.put(CapabilityProperties.PLUGIN, event.name());
        properties.put(CapabilityProperties.PLUGIN_ID, event.id());
        properties.put(EventConstants.TIMESTAMP, event.time().toEpochMilli());
        events.postEvent(new Event(TOPICS + event.kind().name(), properties));
    }
}
