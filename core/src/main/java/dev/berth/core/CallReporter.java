package dev.berth.core;

import dev.berth.core.client.CallListener;
import dev.berth.core.client.CallOutcome;
import dev.berth.core.client.PluginIdentity;
import dev.berth.core.event.EventDispatcher;
import dev.berth.core.metrics.CallMetrics;
import dev.berth.plugin.PluginEvent;
import java.util.Map;
import org.osgi.service.log.Logger;

/**
 * Tells the log and the events that a circuit opened or closed, and counts calls; a legacy plugin
 * has no events.
 */
record CallReporter(EventDispatcher events, CallMetrics metrics, Logger log)
        implements CallListener {

    @Override
    public void circuitChanged(PluginIdentity plugin, boolean open, String why) {
        if (open) {
            log.warn("plugin {} does not answer, calls to it fail at once: {}", plugin.name(), why);
        } else {
            log.info("plugin {} answers again", plugin.name());
        }
        PluginEvent.Kind kind =
                open ? PluginEvent.Kind.CIRCUIT_OPEN : PluginEvent.Kind.CIRCUIT_CLOSE;
        Map<String, String> attributes = open ? Map.of("message", why) : Map.of();
        plugin.id().ifPresent(id -> events.send(kind, id, plugin.name(), attributes));
    }

    @Override
    public void callEnded(PluginIdentity plugin, CallOutcome outcome, long nanos) {
        metrics.ended(plugin.name(), outcome, nanos);
    }
}
