package dev.berth.core.lifecycle;

import dev.berth.core.client.PluginUpstream;
import dev.berth.core.publish.Publication;
import dev.berth.core.store.PluginStore;
import dev.berth.core.store.StoredPlugin;
import dev.berth.core.work.Cancellation;
import dev.berth.plugin.PluginEvent.Kind;
import dev.berth.plugin.PluginState;
import dev.berth.plugin.Requester;
import dev.berth.plugin.TaskExit;
import dev.berth.plugin.error.PluginException;
import dev.berth.plugin.error.PluginNotReplacedException;
import dev.berth.plugin.error.PluginRuntimeException;
import dev.berth.plugin.error.PluginTimeoutException;
import java.time.Duration;
import org.osgi.service.log.Logger;

/**
 * Replaces the process of an enabled plugin by one of another version, which runs beside it under
 * the plugin's other task ID until it has proven itself. The write of the document is the commit:
 * before it nothing of the plugin changes, after it the other version is the plugin's, and an
 * engine that starts takes over its process and clears the former one away. Every method runs on
 * the plugin's queue.
 */
public final class HotReplacement {
    private final PluginStore store;
    private final Starter starter;
    private final Recovery recovery;
    private final HealthTrial trials;
    private final Logger log;

    HotReplacement(
            PluginStore store, Starter starter, Recovery recovery, HealthTrial trials, Logger log) {
        this.store = store;
        this.starter = starter;
        this.recovery = recovery;
        this.trials = trials;
        this.log = log;
    }

    /**
     * Starts, watches and puts in place another version; a failure before the commit leaves the
     * plugin as it is.
     *
     * @param version the plugin with the other version and the other task ID, and its config
     * @param trial how long the other version is watched before it takes over
     */
    public void replace(
            ManagedPlugin plugin,
            StoredPlugin version,
            Duration trial,
            Requester requester,
            Cancellation cancellation)
            throws InterruptedException {
        requireSameMount(plugin, version);
        StoredPlugin successor = starter.admitted(version, requester);
        StartedTask next = start(plugin, successor);
        try {
            trials.watch(plugin, next, trial);
            cancellation.pointOfNoReturn();
            store.save(successor.document());
        } catch (Throwable t) {
            cancellation.beginUndo();
            giveUp(plugin, successor, next, t);
            throw t;
        }
        if (plugin.running().isPresent()) {
            takeOver(plugin, successor, plugin.running().get(), next);
        } else {
            publish(plugin, successor, next);
        }
    }

    /** Paths in it were handed out, and whoever has them is not told of others. */
    private static void requireSameMount(ManagedPlugin plugin, StoredPlugin successor) {
        String before = plugin.stored().config().propagatedMount();
        String after = successor.config().propagatedMount();
        if (plugin.running().isPresent() && !before.equals(after)) {
            throw new PluginNotReplacedException(
                    plugin.name(),
                    "its propagated mount is \"%s\" and not \"%s\": disable the plugin first"
                            .formatted(after, before),
                    null);
        }
    }

    private StartedTask start(ManagedPlugin plugin, StoredPlugin successor)
            throws InterruptedException {
        try {
            StartedTask started = starter.start(plugin, successor);
            recovery.startedBeside(plugin, successor);
            return started;
        } catch (PluginRuntimeException | PluginTimeoutException e) {
            Lifecycle.exit(e)
                    .ifPresent(
                            exit -> {
                                recovery.startedBeside(plugin, successor);
                                recovery.endedBeside(
                                        Kind.DIE, plugin, successor, exit, e.getMessage());
                            });
            throw new PluginNotReplacedException(plugin.name(), e.getMessage(), e);
        }
    }

    private void giveUp(
            ManagedPlugin plugin, StoredPlugin successor, StartedTask next, Throwable reason)
            throws InterruptedException {
        boolean died = next.exitNow().isPresent();
        next.stop(reason);
        next.exitNow()
                .ifPresent(
                        exit ->
                                recovery.endedBeside(
                                        died ? Kind.DIE : Kind.STOP,
                                        plugin,
                                        successor,
                                        exit,
                                        Lifecycle.why(reason)));
    }

    /**
     * Switches what calls the former process to the next one. Services that the next one does not
     * have go first, those that it has more come last; the others stay as they are.
     */
    private void takeOver(
            ManagedPlugin plugin, StoredPlugin successor, RunningPlugin former, StartedTask next)
            throws InterruptedException {
        RunningPlugin running = starter.successor(plugin, successor.document(), former, next);
        Publication gone = former.publication().without(running.publication());
        gone.withdraw();
        gone.awaitRemoved();
        PluginUpstream before =
                former.connection().switchTo(starter.connection(plugin, former, next));
        plugin.replaceRunning(successor, running);
        recovery.watch(plugin, running);
        try {
            running.publication().publish();
        } catch (PluginException e) {
            fail(plugin, next, running, e);
            throw e;
        } finally {
            before.drain(Lifecycle.DRAIN);
            end(plugin, former);
        }
    }

    /** Ends a process that nothing calls any more. */
    private void end(ManagedPlugin plugin, RunningPlugin former) throws InterruptedException {
        boolean died = former.exit().toCompletableFuture().isDone();
        try {
            TaskExit exit = former.task().stop(plugin.policy().stopLimit());
            plugin.recordExit(exit);
            if (died) {
                recovery.died(plugin, exit, Recovery.problem(exit));
            } else {
                recovery.stopped(plugin, exit);
            }
        } catch (RuntimeException | Error e) {
            notStopped(plugin, e);
        }
    }

    /**
     * Puts a version in place of one that did not run, of which a process may be left: its task ID
     * is not used any more, so nothing else clears it away.
     */
    private void publish(ManagedPlugin plugin, StoredPlugin successor, StartedTask next)
            throws InterruptedException {
        StoredPlugin former = plugin.stored();
        plugin.watch().end();
        plugin.resetRestarts();
        plugin.setStored(successor);
        plugin.setUnattended(false);
        try {
            recovery.watch(plugin, starter.publish(plugin, next));
        } catch (PluginException e) {
            next.stop(e);
            recovery.scheduleRestart(plugin, Lifecycle.why(e));
            throw e;
        } finally {
            clear(plugin, former);
        }
    }

    private void clear(ManagedPlugin plugin, StoredPlugin former) throws InterruptedException {
        try {
            starter.clear(former);
        } catch (RuntimeException | Error e) {
            notStopped(plugin, e);
        }
    }

    private void notStopped(ManagedPlugin plugin, Throwable failure) {
        log.error(
                "the version of plugin {} that was replaced is not stopped: {}",
                plugin.name(),
                Lifecycle.why(failure));
    }

    /** A service of it cannot be registered: it is started again, as after any other start. */
    private void fail(
            ManagedPlugin plugin, StartedTask next, RunningPlugin running, PluginException reason)
            throws InterruptedException {
        plugin.markFailed(PluginState.ENABLING, Lifecycle.why(reason));
        running.publication().withdraw();
        running.connection().close();
        next.stop(reason);
        recovery.scheduleRestart(plugin, Lifecycle.why(reason));
    }
}
