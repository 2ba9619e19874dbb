package dev.berth.core.lifecycle;

import dev.berth.capability.LeaseEnd;
import dev.berth.core.event.EventDispatcher;
import dev.berth.core.store.PluginDocument;
import dev.berth.core.store.PluginStore;
import dev.berth.core.work.Cancellation;
import dev.berth.core.work.ManagerExecutor;
import dev.berth.plugin.EnableOptions;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginEvent;
import dev.berth.plugin.PluginState;
import dev.berth.plugin.Requester;
import dev.berth.plugin.TaskExit;
import dev.berth.plugin.error.PluginDisabledException;
import dev.berth.plugin.error.PluginEnabledException;
import dev.berth.plugin.error.PluginException;
import dev.berth.plugin.error.PluginLimitExceededException;
import dev.berth.plugin.error.PluginRuntimeException;
import dev.berth.plugin.error.PluginTimeoutException;
import dev.berth.spi.PluginRuntime;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.log.Logger;

/**
 * The state machine of a plugin: enable, disable, restart after its process died, restore and
 * detach. Every method runs on the plugin's queue.
 */
public final class Lifecycle {
    /** How long a disable waits for calls under way. */
    static final Duration DRAIN = Duration.ofSeconds(10);

    /** The longest start or call limit that a user can set. */
    private static final Duration LONGEST = Duration.ofDays(365);

    private final PluginStore store;
    private final Starter starter;
    private final EventDispatcher events;
    private final Recovery recovery;
    private final HotReplacement replacement;
    private final LateStop lateStop;
    private final Logger log;

    public Lifecycle(
            PluginStore store,
            Starter starter,
            EventDispatcher events,
            ManagerExecutor executor,
            Logger log) {
        this.store = store;
        this.starter = starter;
        this.events = events;
        this.recovery = new Recovery(events, executor, this::restart, log);
        this.replacement =
                new HotReplacement(store, starter, recovery, new HealthTrial(executor), log);
        this.lateStop = new LateStop(executor, recovery, events, log);
        this.log = log;
    }

    public Plugin enable(
            ManagedPlugin plugin,
            EnableOptions options,
            Requester requester,
            Cancellation cancellation)
            throws InterruptedException {
        if (plugin.running().isPresent()) {
            throw new PluginEnabledException(plugin.name());
        }
        PluginDocument before = plugin.document();
        save(
                plugin,
                before.withWanted(true)
                        .withLimits(millis(options.start()), millis(options.call())));
        boolean failed = plugin.isFailed();
        plugin.transition(PluginState.ENABLING, null);
        plugin.resetRestarts();
        try {
            recovery.watch(plugin, start(plugin, requester, cancellation));
        } catch (Throwable t) {
            cancellation.beginUndo();
            revert(plugin, before, failed, t);
            throw t;
        }
        send(PluginEvent.Kind.ENABLE, plugin, Map.of());
        return plugin.snapshot();
    }

    /** Returns what replaces the version of an enabled plugin without a pause. */
    public HotReplacement replacement() {
        return replacement;
    }

    private static long millis(Duration limit) {
        if (limit.isNegative() || limit.compareTo(LONGEST) > 0) {
            throw new PluginLimitExceededException(
                    "a limit of %s is not from 0 to %s".formatted(limit, LONGEST));
        }
        return limit.toMillis();
    }

    private RunningPlugin start(
            ManagedPlugin plugin, Requester requester, Cancellation cancellation)
            throws InterruptedException {
        RunningPlugin running = starter.start(plugin, requester, cancellation);
        send(PluginEvent.Kind.START, plugin, Map.of());
        return running;
    }

    /** Restores what was before an enable that failed. */
    private void revert(
            ManagedPlugin plugin, PluginDocument before, boolean failed, Throwable reason) {
        try {
            save(plugin, before);
        } catch (PluginException e) {
            reason.addSuppressed(e);
        }
        recordExit(plugin, reason);
        String why = reason instanceof InterruptedException ? "it was cancelled" : why(reason);
        if (failed) {
            recovery.fail(plugin, why);
        } else if (before.wanted()) {
            plugin.markFailed(PluginState.ENABLING, why);
            recovery.scheduleRestart(plugin, why);
        } else {
            plugin.markFailed(PluginState.DISABLED, "it was not enabled: " + why);
            // Whoever heard of it just before it failed.
            plugin.leases().end(LeaseEnd.Reason.DISABLED);
        }
    }

    /** Returns the message of a failure; an error's says little without its class. */
    static String why(Throwable failure) {
        return failure instanceof PluginException ? failure.getMessage() : failure.toString();
    }

    /** What ends before it is ready has ended too; returns whether it has, or was not in time. */
    private boolean recordExit(ManagedPlugin plugin, Throwable failure) {
        Optional<TaskExit> ended = exit(failure);
        if (ended.isPresent()) {
            plugin.recordExit(ended.get());
            send(PluginEvent.Kind.START, plugin, Map.of());
            recovery.died(plugin, ended.get(), why(failure));
        }
        return ended.isPresent() || failure instanceof PluginTimeoutException;
    }

    /** Returns how a process ended that failed to start, if it did. */
    static Optional<TaskExit> exit(Throwable failure) {
        return failure instanceof PluginRuntimeException ended ? ended.exit() : Optional.empty();
    }

    /**
     * @param why what the holders of leases are told if it is forced
     */
    public Plugin disable(
            ManagedPlugin plugin, boolean force, LeaseEnd.Reason why, Cancellation cancellation)
            throws InterruptedException {
        if (!plugin.document().wanted()) {
            throw new PluginDisabledException(plugin.name());
        }
        cancellation.pointOfNoReturn();
        plugin.leases().close(force);
        try {
            save(plugin, plugin.document().withWanted(false));
        } catch (PluginException e) {
            plugin.leases().open();
            throw e;
        }
        plugin.leases().end(why);
        stop(plugin);
        send(PluginEvent.Kind.DISABLE, plugin, Map.of());
        return plugin.snapshot();
    }

    private void save(ManagedPlugin plugin, PluginDocument changed) {
        store.save(changed);
        plugin.setStored(changed);
    }

    private void stop(ManagedPlugin plugin) throws InterruptedException {
        plugin.watch().end();
        RunningPlugin running = plugin.running().orElse(null);
        if (running != null) {
            try {
                running.publication().withdraw();
                plugin.transition(PluginState.DISABLING, running);
                release(running, DRAIN);
                end(plugin, running);
            } catch (Throwable t) {
                lateStop.begin(plugin, running, t);
                throw t;
            }
        }
        try {
            starter.endUnattended(plugin);
        } finally {
            plugin.transition(PluginState.DISABLED, null);
        }
    }

    /** A runtime that has come has cleared away what is left of a plugin that is not wanted. */
    void clearedAway(ManagedPlugin plugin) {
        lateStop.clearedAway(plugin);
    }

    private void end(ManagedPlugin plugin, RunningPlugin running) throws InterruptedException {
        TaskExit exit = running.task().stop(plugin.policy().stopLimit());
        plugin.recordExit(exit);
        recovery.stopped(plugin, exit);
    }

    /**
     * Ends the use of a plugin whose services are withdrawn and which can still be used: waits for
     * the handlers, then ends its calls. Leases stay.
     */
    private static void release(RunningPlugin running, Duration drain) throws InterruptedException {
        running.publication().awaitRemoved();
        running.connection().drain(drain);
    }

    private Void restart(ManagedPlugin plugin, Cancellation cancellation)
            throws InterruptedException {
        if (startUnlessRunning(plugin, "started again", () -> startAgain(plugin, cancellation))) {
            send(PluginEvent.Kind.RESTART, plugin, Map.of());
        }
        return null;
    }

    /** Its last problem stands until it runs. */
    private RunningPlugin startAgain(ManagedPlugin plugin, Cancellation cancellation)
            throws InterruptedException {
        plugin.recordRestart();
        return start(plugin, Requester.ENGINE, cancellation);
    }

    /**
     * Restores a wanted plugin when a runtime has come: attaches to its process if that still runs,
     * or starts it.
     */
    public Void restore(ManagedPlugin plugin, Cancellation cancellation)
            throws InterruptedException {
        startUnlessRunning(
                plugin,
                "brought back",
                () -> {
                    plugin.transition(PluginState.ENABLING, null);
                    Optional<RunningPlugin> left = starter.attach(plugin);
                    return left.isPresent()
                            ? left.get()
                            : start(plugin, Requester.ENGINE, cancellation);
                });
        return null;
    }

    /** Starts or attaches. */
    @FunctionalInterface
    private interface Start {
        RunningPlugin run() throws InterruptedException;
    }

    /**
     * Makes a wanted plugin run unless it does, or has failed, and returns whether that was done.
     * After a failure it is tried again later.
     */
    private boolean startUnlessRunning(ManagedPlugin plugin, String what, Start start)
            throws InterruptedException {
        if (!plugin.document().wanted() || plugin.running().isPresent() || plugin.isFailed()) {
            return false;
        }
        try {
            recovery.watch(plugin, start.run());
            return true;
        } catch (InterruptedException e) {
            // What has cancelled it may fail itself, and the plugin is still wanted.
            plugin.markFailed(PluginState.ENABLING, "its start was cancelled");
            recovery.scheduleRestart(plugin, "its start was cancelled");
            throw e;
        } catch (RuntimeException | Error e) {
            log.error("plugin {} cannot be {}: {}", plugin.name(), what, why(e));
            boolean crashed = recordExit(plugin, e);
            plugin.markFailed(PluginState.ENABLING, why(e));
            if (crashed) {
                recovery.crashed(plugin, why(e));
            } else {
                recovery.scheduleRestart(plugin, why(e));
            }
            return false;
        }
    }

    /** Withdraws a plugin's services while its process runs on. */
    public Void detach(ManagedPlugin plugin, String why) throws InterruptedException {
        plugin.watch().end();
        RunningPlugin running = plugin.running().orElse(null);
        if (running != null) {
            running.publication().withdraw();
            plugin.setUnattended(true);
            plugin.markFailed(PluginState.ENABLING, why);
            DetachedProcess.of(running.task()).ifPresent(plugin.watch()::setDetached);
            release(running, Duration.ZERO);
        }
        return null;
    }

    /** Ends the process of a plugin that stays wanted, by the runtime that goes. */
    public Void suspend(ManagedPlugin plugin, PluginRuntime runtime, String why)
            throws InterruptedException {
        plugin.watch().end();
        if (plugin.running().isPresent()) {
            try {
                RunningPlugin running = plugin.running().get();
                running.publication().withdraw();
                plugin.markFailed(PluginState.ENABLING, why);
                release(running, DRAIN);
                end(plugin, running);
            } catch (Throwable t) {
                plugin.markFailed(PluginState.ENABLING, "it was not stopped cleanly: " + why(t));
                throw t;
            }
        }
        starter.endUnattended(plugin, runtime);
        return null;
    }

    /** Ends a plugin with the engine, or leaves it to live on; its queue runs no task any more. */
    public Void retire(ManagedPlugin plugin, boolean liveRestore) throws InterruptedException {
        plugin.leases().end(LeaseEnd.Reason.ENGINE_STOPPED);
        try {
            if (liveRestore) {
                detach(plugin, "the engine stops");
            } else if (plugin.running().isPresent()) {
                stop(plugin);
            } else {
                plugin.watch().end();
                starter.endUnattended(plugin);
            }
            return null;
        } finally {
            plugin.retire();
        }
    }

    private void send(PluginEvent.Kind kind, ManagedPlugin plugin, Map<String, String> attributes) {
        events.send(kind, plugin.id(), plugin.name(), attributes);
    }
}
