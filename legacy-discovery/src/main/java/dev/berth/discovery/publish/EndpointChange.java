package dev.berth.discovery.publish;

import dev.berth.discovery.lookup.FoundEndpoint;
import dev.berth.spi.LegacyEndpoint;
import dev.berth.spi.LegacyListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An endpoint that appeared or vanished between two scans. */
record EndpointChange(boolean appeared, LegacyEndpoint endpoint) {

    /** Returns the difference of two scans; what was replaced vanishes before it appears. */
    static List<EndpointChange> between(
            Map<String, FoundEndpoint> before, Map<String, FoundEndpoint> now) {
        List<EndpointChange> changes = new ArrayList<>();
        before.forEach(
                (name, found) -> {
                    if (!found.equals(now.get(name))) {
                        changes.add(new EndpointChange(false, found.endpoint()));
                    }
                });
        now.forEach(
                (name, found) -> {
                    if (!found.equals(before.get(name))) {
                        changes.add(new EndpointChange(true, found.endpoint()));
                    }
                });
        return changes;
    }

    void deliverTo(LegacyListener listener) {
        if (appeared) {
            listener.appeared(endpoint);
        } else {
            listener.vanished(endpoint);
        }
    }
}
