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
import dev.berth.plugin.TaskExit;
import dev.berth.plugin.error.PluginDisabledException;
import dev.berth.plugin.error.PluginEnabledException;
import dev.berth.plugin.error.PluginException;
import dev.berth.plugin.error.PluginLimitExceededException;
import dev.berth.plugin.error.PluginRuntimeException;
import dev.berth.spi.PluginTask;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.osgi.service.log.Logger;

/**
 * The state machine of a plugin: enable, disable, restart after its process died, restore and
 * detach. Every method runs on the plugin's queue.
 */
public final class Lifecycle {
    /** The time between SIGTERM and SIGKILL, Docker's. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    /** How long a disable waits for calls under way. */
    private static final Duration DRAIN = Duration.ofSeconds(10);

    /** The longest start or call limit that a user can set. */
    private static final Duration LONGEST = Duration.ofDays(365);

    private final PluginStore store;
    private final Starter starter;
    private final EventDispatcher events;
    private final ManagerExecutor executor;
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
        this.executor = executor;
        this.log = log;
    }

    public Plugin enable(ManagedPlugin plugin, EnableOptions options, Cancellation cancellation)
            throws InterruptedException {
        if (plugin.running().isPresent()) {
            throw new PluginEnabledException(plugin.name());
        }
        PluginDocument before = plugin.document();
        save(
                plugin,
                before.withWanted(true)
                        .withLimits(millis(options.start()), millis(options.call())));
        plugin.transition(PluginState.ENABLING, null);
        plugin.resetRestarts();
        try {
            markReady(plugin, starter.start(plugin, cancellation));
        } catch (Throwable t) {
            cancellation.beginUndo();
            revert(plugin, before, t);
            throw t;
        }
        send(PluginEvent.Kind.ENABLE, plugin, Map.of());
        return plugin.snapshot();
    }

    private static long millis(Duration limit) {
        if (limit.isNegative() || limit.compareTo(LONGEST) > 0) {
            throw new PluginLimitExceededException(
                    "a limit of %s is not from 0 to %s".formatted(limit, LONGEST));
        }
        return limit.toMillis();
    }

    /** Restores what was before an enable that failed. */
    private void revert(ManagedPlugin plugin, PluginDocument before, Throwable reason) {
        try {
            save(plugin, before);
        } catch (PluginException e) {
            reason.addSuppressed(e);
        }
        recordExit(plugin, reason);
        String why = reason instanceof InterruptedException ? "it was cancelled" : why(reason);
        if (before.wanted()) {
            plugin.markFailed(PluginState.ENABLING, why);
            scheduleRestart(plugin);
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

    /** What ends before it is ready has ended too. */
    private static void recordExit(ManagedPlugin plugin, Throwable failure) {
        if (failure instanceof PluginRuntimeException ended && ended.exitCode().isPresent()) {
            int code = ended.exitCode().getAsInt();
            plugin.recordExit(TaskExit.of(code).withLastOutput(ended.lastOutput()));
        }
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
        plugin.restarts().cancelPending();
        try {
            if (plugin.running().isPresent()) {
                RunningPlugin running = plugin.running().get();
                running.publication().withdraw();
                plugin.transition(PluginState.DISABLING, running);
                release(running, DRAIN);
                plugin.recordExit(running.task().stop(GRACE));
            }
            plugin.transition(PluginState.DISABLED, null);
        } catch (Throwable t) {
            plugin.markFailed(PluginState.DISABLED, "it was not stopped cleanly: " + why(t));
            throw t;
        }
    }

    /**
     * Ends the use of a plugin whose services are withdrawn and which can still be used: waits for
     * the handlers, then ends its calls. Leases stay.
     */
    private static void release(RunningPlugin running, Duration drain) throws InterruptedException {
        running.publication().awaitRemoved();
        running.connection().drain(drain);
    }

    private void markReady(ManagedPlugin plugin, RunningPlugin running) {
        plugin.restarts().cancelPending();
        PluginTask task = running.task();
        running.exit()
                .thenAccept(exit -> plugin.submit("restart of", c -> onExit(plugin, task, exit)));
    }

    private Void onExit(ManagedPlugin plugin, PluginTask task, TaskExit exit)
            throws InterruptedException {
        RunningPlugin running = plugin.running().orElse(null);
        if (running == null || running.task() != task) {
            return null;
        }
        running.publication().withdraw();
        plugin.recordExit(exit);
        String problem = "it ended with exit code " + exit.code();
        plugin.markFailed(PluginState.ENABLING, problem);
        running.connection().close();
        log.error("plugin {} died: {} {}", plugin.name(), problem, exit.lastOutput());
        Map<String, String> attributes =
                Map.of("exitCode", Integer.toString(exit.code()), "message", problem);
        send(PluginEvent.Kind.DIE, plugin, attributes);
        plugin.restarts().recordUptime(Duration.ofNanos(System.nanoTime() - running.since()));
        scheduleRestart(plugin);
        try {
            task.stop(Duration.ZERO);
        } catch (RuntimeException | Error e) {
            log.warn("plugin {} is not cleaned up yet: {}", plugin.name(), why(e));
        }
        return null;
    }

    private void scheduleRestart(ManagedPlugin plugin) {
        Runnable restart = () -> plugin.submitStart("restart of", c -> restart(plugin, c));
        long wait = plugin.restarts().nextDelay().toMillis();
        try {
            Future<?> alarm = executor.timer().schedule(restart, wait, TimeUnit.MILLISECONDS);
            plugin.restarts().setPending(alarm);
        } catch (RejectedExecutionException e) {
            log.debug("plugin {} is not started again, because the engine stops", plugin.name());
        }
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
        return starter.start(plugin, cancellation);
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
                    return left.isPresent() ? left.get() : starter.start(plugin, cancellation);
                });
        return null;
    }

    /** Starts or attaches. */
    @FunctionalInterface
    private interface Start {
        RunningPlugin run() throws InterruptedException;
    }

    /**
     * Makes a wanted plugin run unless it does, and returns whether that was done. After a failure
     * it is tried again later.
     */
    private boolean startUnlessRunning(ManagedPlugin plugin, String what, Start start)
            throws InterruptedException {
        if (!plugin.document().wanted() || plugin.running().isPresent()) {
            return false;
        }
        try {
            markReady(plugin, start.run());
            return true;
        } catch (InterruptedException e) {
            // What has cancelled it may fail itself, and the plugin is still wanted.
            plugin.markFailed(PluginState.ENABLING, "its start was cancelled");
            scheduleRestart(plugin);
            throw e;
        } catch (RuntimeException | Error e) {
            log.error("plugin {} cannot be {}: {}", plugin.name(), what, why(e));
            recordExit(plugin, e);
            plugin.markFailed(PluginState.ENABLING, why(e));
            scheduleRestart(plugin);
            return false;
        }
    }

    /** Withdraws a plugin's services while its process runs on. */
    public Void detach(ManagedPlugin plugin, String why) throws InterruptedException {
        plugin.restarts().cancelPending();
        RunningPlugin running = plugin.running().orElse(null);
        if (running != null) {
            running.publication().withdraw();
            plugin.markFailed(PluginState.ENABLING, why);
            release(running, Duration.ZERO);
        }
        return null;
    }

    /** Ends the process of a plugin that stays wanted; {@link #restore} starts it again. */
    public Void suspend(ManagedPlugin plugin, String why) throws InterruptedException {
        plugin.restarts().cancelPending();
        if (plugin.running().isPresent()) {
            try {
                RunningPlugin running = plugin.running().get();
                running.publication().withdraw();
                plugin.markFailed(PluginState.ENABLING, why);
                release(running, DRAIN);
                plugin.recordExit(running.task().stop(GRACE));
            } catch (Throwable t) {
                plugin.markFailed(PluginState.ENABLING, "it was not stopped cleanly: " + why(t));
                throw t;
            }
        }
        return null;
    }

    /**
     * Ends a plugin with the engine; it stays wanted. No task of its queue runs afterwards.
     *
     * @param liveRestore whether its process runs on
     */
    public Void retire(ManagedPlugin plugin, boolean liveRestore) throws InterruptedException {
        plugin.leases().end(LeaseEnd.Reason.ENGINE_STOPPED);
        try {
            if (liveRestore) {
                detach(plugin, "the engine stops");
            } else if (plugin.running().isPresent()) {
                stop(plugin);
            } else {
                plugin.restarts().cancelPending();
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
