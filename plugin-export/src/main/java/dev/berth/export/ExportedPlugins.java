package dev.berth.export;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.osgi.service.log.Logger;

/**
 * The plugins that are served, brought in line with the offers: what is offered no more goes first,
 * what is offered otherwise is served anew. Used by one thread at a time.
 */
final class ExportedPlugins {
    private final Map<String, ExportedPlugin> served = new HashMap<>();
    private final Opening opening;
    private final Logger log;

    /** Serves the offers of a name. */
    @FunctionalInterface
    interface Opening {
        ExportedPlugin open(String name, List<Offer> offers) throws Exception;
    }

    ExportedPlugins(Opening opening, Logger log) {
        this.opening = opening;
        this.log = log;
    }

    /** Serves just these. One that cannot be served now is tried again at the next change. */
    void update(SortedMap<String, List<Offer>> wanted) {
        for (String name : new ArrayList<>(served.keySet())) {
            if (!served.get(name).offers().equals(wanted.get(name))) {
                close(name);
            }
        }
        wanted.forEach(
                (name, offers) -> {
                    if (!served.containsKey(name)) {
                        open(name, offers);
                    }
                });
    }

    private void open(String name, List<Offer> offers) {
        try {
            ExportedPlugin plugin = opening.open(name, offers);
            served.put(name, plugin);
            log.info(
                    "plugin {} is offered at {}: {}",
                    name,
                    plugin.server().address(),
                    offers.stream().map(offer -> offer.protocol().name()).toList());
        } catch (Exception e) {
            log.error("plugin {} cannot be offered: {}", name, e.getMessage(), e);
        }
    }

    private void close(String name) {
        try {
            served.remove(name).close();
            log.info("plugin {} is offered no more", name);
        } catch (RuntimeException e) {
            log.error("plugin {} was not closed cleanly", name, e);
        }
    }
}
