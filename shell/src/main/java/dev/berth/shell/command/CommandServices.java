package dev.berth.shell.command;

import dev.berth.plugin.PluginManager;
import dev.berth.plugin.desired.DesiredPlugins;
import dev.berth.shared.event.EventHistory;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What commands ask.
 *
 * @param events the last events of plugins, and those to come
 * @param desired the bundle of desired state, while it is there
 */
public record CommandServices(
        PluginManager manager, EventHistory events, Supplier<Optional<DesiredPlugins>> desired) {}
