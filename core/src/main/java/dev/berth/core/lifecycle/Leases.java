package dev.berth.core.lifecycle;

import dev.berth.capability.Lease;
import dev.berth.capability.LeaseEnd;
import dev.berth.capability.PluginClient;
import dev.berth.plugin.error.PluginDisabledException;
import dev.berth.plugin.error.PluginInUseException;
import dev.berth.shared.thread.DaemonThreads;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadFactory;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The leases of one plugin. They can be taken from its first start until it is disabled, and
 * outlive its restarts. Thread-safe.
 */
public final class Leases {
    /** Holders are foreign code: none waits for another, and nobody waits for them. */
    private static final ThreadFactory TELLERS = DaemonThreads.numbered("berth-lease-end-");

    private final String plugin;
    private final List<Held> held = new ArrayList<>();
    private boolean open;

    public Leases(String plugin) {
        this.plugin = plugin;
    }

    /** Lets leases be taken. */
    public synchronized void open() {
        open = true;
    }

    /**
     * Takes a lease.
     *
     * @param current the plugin's client; throws {@link PluginDisabledException} while it is down
     * @param problem why it is down
     * @throws PluginDisabledException if the plugin is down, or not enabled
     */
    public synchronized Lease take(
            LeaseHolder holder, Supplier<PluginClient> current, Supplier<String> problem) {
        if (!open) {
            throw new PluginDisabledException(plugin);
        }
        Held lease = new Held(holder, current, problem);
        held.add(lease);
        return lease;
    }

    /** Returns the holders' names, oldest first. */
    synchronized List<String> holders() {
        return held.stream().map(Held::holder).toList();
    }

    /**
     * Checks that nobody holds a lease.
     *
     * @throws PluginInUseException if somebody does
     */
    synchronized void requireFree() {
        if (!held.isEmpty()) {
            throw new PluginInUseException(plugin, holders());
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

    /** Ends all leases, and lets none be taken any more. */
    public void end(LeaseEnd.Reason reason) {
        synchronized (this) {
            open = false;
        }
        end(reason, lease -> true);
    }

    /** Ends the leases that a bundle has taken, because it has stopped. */
    public void endOf(long bundle) {
        end(LeaseEnd.Reason.BUNDLE_STOPPED, lease -> lease.holder.bundle() == bundle);
    }

    private void end(LeaseEnd.Reason reason, Predicate<Held> which) {
        List<Held> ended;
        synchronized (this) {
            ended = held.stream().filter(which).toList();
        }
        ended.forEach(lease -> lease.revoke(reason));
    }

    private synchronized boolean giveBack(Held lease) {
        return held.remove(lease);
    }

    private final class Held implements Lease {
        private final LeaseHolder holder;
        private final PluginClient client;
        private final CompletableFuture<LeaseEnd> told = new CompletableFuture<>();
        private volatile LeaseEnd end;

        Held(LeaseHolder holder, Supplier<PluginClient> current, Supplier<String> problem) {
            this.holder = holder;
            this.client = new LeasedClient(current, problem, () -> Optional.ofNullable(end));
        }

        @Override
        public String holder() {
            return holder.name();
        }

        @Override
        public PluginClient client() {
            return client;
        }

        @Override
        public CompletionStage<LeaseEnd> ended() {
            return told.minimalCompletionStage();
        }

        @Override
        public void close() {
            if (giveBack(this)) {
                end = EndedLease.of(LeaseEnd.Reason.CLOSED, plugin);
                told.complete(end);
            }
        }

        void revoke(LeaseEnd.Reason reason) {
            if (giveBack(this)) {
                end = EndedLease.of(reason, plugin);
                TELLERS.newThread(() -> told.complete(end)).start();
            }
        }
    }
}
