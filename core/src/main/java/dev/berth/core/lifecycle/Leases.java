package dev.berth.core.lifecycle;

import dev.berth.capability.Lease;
import dev.berth.capability.PluginClient;
import dev.berth.plugin.error.PluginDisabledException;
import dev.berth.plugin.error.PluginInUseException;
import java.util.ArrayList;
import java.util.List;

/** The leases of one plugin; they can be taken while it is enabled. Thread-safe. */
final class Leases {
    private final String plugin;
    private final List<Held> held = new ArrayList<>();
    private boolean open;

    Leases(String plugin) {
        this.plugin = plugin;
    }

    synchronized void open() {
        open = true;
    }

    synchronized Lease take(String holder, PluginClient client) {
        if (!open) {
            throw new PluginDisabledException(plugin);
        }
        Held lease = new Held(holder, client);
        held.add(lease);
        return lease;
    }

    /**
     * Checks that nobody holds a lease.
     *
     * @throws PluginInUseException if somebody does
     */
    synchronized void requireFree() {
        if (!held.isEmpty()) {
            throw new PluginInUseException(plugin, held.stream().map(Held::holder).toList());
        }
    }

    /**
     * Lets no lease be taken any more; {@link #open} undoes it.
     *
     * @throws PluginInUseException if somebody holds one, unless it is forced
     */
    synchronized void close(boolean force) {
        if (!force) {
            requireFree();
        }
        open = false;
    }

    /** Drops all leases. */
    synchronized void end() {
        held.clear();
        open = false;
    }

    private synchronized void giveBack(Held lease) {
        held.remove(lease);
    }

    private final class Held implements Lease {
        private final String holder;
        private final PluginClient client;

        Held(String holder, PluginClient client) {
            this.holder = holder;
            this.client = client;
        }

        @Override
        public String holder() {
            return holder;
        }

        @Override
        public PluginClient client() {
            return client;
        }

        @Override
        public void close() {
            giveBack(this);
        }
    }
}
