package dev.berth.core.lifecycle;

import dev.berth.core.event.EventDispatcher;
import dev.berth.core.work.ManagerExecutor;
import dev.berth.plugin.PluginEvent;
import dev.berth.plugin.PluginState;
import dev.berth.plugin.TaskExit;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.osgi.service.log.Logger;

/**
 * Stops a disabled plugin whose process could not be stopped when that was asked: once the process
 * has ended, and again after each delay of the back-off, until it is stopped, or the plugin is
 * started or removed. Its problem stands until then. Every method runs on the plugin's queue.
 */
final class LateStop {
    private final ManagerExecutor executor;
    private final Recovery recovery;
    private final EventDispatcher events;
    private final Logger log;

    LateStop(ManagerExecutor executor, Recovery recovery, EventDispatcher events, Logger log) {
        this.executor = executor;
        this.recovery = recovery;
        this.events = events;
        this.log = log;
    }

    /** Begins after a failure. */
    void begin(ManagedPlugin plugin, RunningPlugin running, Throwable failure) {
        plugin.watch().setUnstopped(running);
        plugin.watch().backoff().reset();
        schedule(plugin, running, failure);
        running.exit().thenRun(() -> submit(plugin, running));
    }

    private void submit(ManagedPlugin plugin, RunningPlugin running) {
        plugin.submit("late stop of", c -> again(plugin, running));
    }

    private void schedule(ManagedPlugin plugin, RunningPlugin running, Throwable failure) {
        plugin.markFailed(
                PluginState.DISABLED, "it was not stopped cleanly: " + Lifecycle.why(failure));
        Duration wait = plugin.watch().backoff().nextDelay(plugin.policy());
        plugin.watch()
                .backoff()
                .setPending(
                        executor.timer()
                                .schedule(
                                        () -> submit(plugin, running),
                                        wait.toMillis(),
                                        TimeUnit.MILLISECONDS));
    }

    private Void again(ManagedPlugin plugin, RunningPlugin running) throws InterruptedException {
        if (!plugin.watch().isUnstopped(running)) {
            return null;
        }
        try {
            TaskExit exit = running.task().stop(plugin.policy().stopLimit());
            plugin.recordExit(exit);
            recovery.stopped(plugin, exit);
            disabled(plugin);
        } catch (RuntimeException | Error e) {
            log.debug("plugin {} is not stopped yet", plugin.name(), e);
            schedule(plugin, running, e);
        }
        return null;
    }

    private void disabled(ManagedPlugin plugin) {
        plugin.watch().end();
        plugin.watch().setUnstopped(null);
        plugin.transition(PluginState.DISABLED, null);
        log.info("plugin {} is stopped at last", plugin.name());
        events.send(PluginEvent.Kind.DISABLE, plugin.id(), plugin.name(), Map.of());
    }

    /** A runtime that has come has cleared away what is left of a plugin that is not wanted. */
    void clearedAway(ManagedPlugin plugin) {
        if (plugin.watch().hasUnstopped()) {
            disabled(plugin);
        }
    }
}
