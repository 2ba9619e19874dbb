package dev.berth.shell.event;

import dev.berth.plugin.PluginListener;
import dev.berth.shared.event.EventHistory;
import org.osgi.service.component.annotations.Component;

/**
 * The events that {@code plugin:events} tells. It is a component of its own, without the manager,
 * because the manager waits for its listeners.
 */
@Component(service = {PluginListener.class, ShellEvents.class})
public final class ShellEvents extends EventHistory {}
