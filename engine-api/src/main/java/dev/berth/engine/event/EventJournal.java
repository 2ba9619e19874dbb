package dev.berth.engine.event;

import dev.berth.plugin.PluginListener;
import dev.berth.shared.event.EventHistory;
import org.osgi.service.component.annotations.Component;

/**
 * The events that {@code GET /events} tells. It is a component of its own, without the manager,
 * because the manager waits for its listeners.
 */
@Component(service = {PluginListener.class, EventJournal.class})
public final class EventJournal extends EventHistory {}
