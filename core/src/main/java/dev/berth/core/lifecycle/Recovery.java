package dev.berth.core.lifecycle;

import dev.berth.core.event.EventDispatcher;
import dev.berth.core.store.StoredPlugin;
import dev.berth.core.supervision.HealthMonitor;
import dev.berth.core.supervision.SupervisionPolicy;
import dev.berth.core.work.Cancellation;
import dev.berth.core.work.ManagerExecutor;
import dev.berth.plugin.PluginEvent;
import dev.berth.plugin.PluginState;
import dev.berth.plugin.TaskExit;
import dev.berth.spi.PluginTask;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.osgi.service.log.Logger;

/**
 * Notices that a plugin's process ends or hangs, and decides what follows: a back-off and a
 * restart, or, when it has crashed too often, none. Every method runs on the plugin's queue.
 */
final class Recovery {

    /** Starts a plugin again. */
    @FunctionalInterface
    interface Restart {
        Void run(ManagedPlugin plugin, Cancellation cancellation) throws InterruptedException;
    }

    private final EventDispatcher events;
    private final ManagerExecutor executor;
    private final Restart restart;
    private final Logger log;

    Recovery(EventDispatcher events, ManagerExecutor executor, Restart restart, Logger log) {
        this.events = events;
        this.executor = executor;
        this.restart = restart;
        this.log = log;
    }

    /** Watches a process that is ready. */
    void watch(ManagedPlugin plugin, RunningPlugin running) {
        PluginTask task = running.task();
        plugin.watch()
                .begin(
                        new HealthMonitor(
                                plugin.name(),
                                new HealthProbe(task, running.socket(), executor.timer()),
                                plugin::policy,
                                executor,
                                why ->
                                        plugin.submit(
                                                "replacement of",
                                                c -> onUnhealthy(plugin, task, why))));
        if (plugin.watch().backoff().hasFailed()) {
            Runnable recovered = () -> plugin.submit("recovery of", c -> onHealthy(plugin, task));
            schedule(recovered, plugin.policy().resetAfter())
                    .ifPresent(plugin.watch()::setRecovery);
        }
        running.exit()
                .thenAccept(exit -> plugin.submit("restart of", c -> onExit(plugin, task, exit)));
    }

    private Void onHealthy(ManagedPlugin plugin, PluginTask task) {
        if (current(plugin, task) != null) {
            plugin.watch().backoff().reset();
            send(PluginEvent.Kind.RECOVER, plugin, Map.of());
        }
        return null;
    }

    private Void onExit(ManagedPlugin plugin, PluginTask task, TaskExit exit)
            throws InterruptedException {
        RunningPlugin running = current(plugin, task);
        if (running == null) {
            return null;
        }
        running.publication().withdraw();
        plugin.recordExit(exit);
        String problem = problem(exit);
        plugin.markFailed(PluginState.ENABLING, problem);
        running.connection().close();
        died(plugin, exit, problem);
        crashed(plugin, problem);
        clear(plugin, task);
        return null;
    }

    private Void onUnhealthy(ManagedPlugin plugin, PluginTask task, String why)
            throws InterruptedException {
        RunningPlugin running = current(plugin, task);
        if (running == null) {
            return null;
        }
        log.error("plugin {} is replaced: {}", plugin.name(), why);
        running.publication().withdraw();
        plugin.markFailed(PluginState.ENABLING, why);
        running.connection().close();
        send(PluginEvent.Kind.UNHEALTHY, plugin, Map.of("message", why));
        TaskExit exit = clear(plugin, task);
        if (exit != null) {
            plugin.recordExit(exit);
            died(plugin, exit, why);
        }
        crashed(plugin, why);
        return null;
    }

    /** Returns what runs of a plugin if it is that process. */
    private static RunningPlugin current(ManagedPlugin plugin, PluginTask task) {
        return plugin.running().filter(running -> running.task() == task).orElse(null);
    }

    /** Kills what may be left of a process, and returns how it ended, or null if that failed. */
    private TaskExit clear(ManagedPlugin plugin, PluginTask task) throws InterruptedException {
        try {
            return task.stop(Duration.ZERO);
        } catch (RuntimeException | Error e) {
            log.warn("plugin {} is not cleaned up yet: {}", plugin.name(), Lifecycle.why(e));
            return null;
        }
    }

    static String problem(TaskExit exit) {
        String problem = "it ended with exit code " + exit.code();
        return exit.outOfMemoryReason().map(why -> problem + ", " + why).orElse(problem);
    }

    /** Tells of a process that ended by itself, or did not become ready. */
    void died(ManagedPlugin plugin, TaskExit exit, String problem) {
        log.error("plugin {} died: {} {}", plugin.name(), problem, exit.lastOutput());
        ended(PluginEvent.Kind.DIE, plugin, exit, problem);
    }

    /** Tells of a process that was ended. */
    void stopped(ManagedPlugin plugin, TaskExit exit) {
        ended(PluginEvent.Kind.STOP, plugin, exit, problem(exit));
    }

    private void ended(PluginEvent.Kind kind, ManagedPlugin plugin, TaskExit exit, String message) {
        ended(kind, plugin, exit, message, Map.of());
    }

    private void ended(
            PluginEvent.Kind kind,
            ManagedPlugin plugin,
            TaskExit exit,
            String message,
            Map<String, String> more) {
        Map<String, String> attributes = new HashMap<>(more);
        attributes.put("exitCode", Integer.toString(exit.code()));
        exit.signal().ifPresent(signal -> attributes.put("signal", Integer.toString(signal)));
        if (exit.outOfMemory()) {
            attributes.put("oom", "true");
        }
        attributes.put("message", message);
        send(kind, plugin, attributes);
    }

    /** Tells of the process of another version that has started beside the plugin's. */
    void startedBeside(ManagedPlugin plugin, StoredPlugin other) {
        send(PluginEvent.Kind.START, plugin, version(other));
    }

    /** Tells of the process of another version that has ended beside the plugin's. */
    void endedBeside(
            PluginEvent.Kind kind,
            ManagedPlugin plugin,
            StoredPlugin other,
            TaskExit exit,
            String message) {
        log.error("the other version of plugin {} has ended: {}", plugin.name(), message);
        ended(kind, plugin, exit, message, version(other));
    }

    private static Map<String, String> version(StoredPlugin other) {
        return Map.of("version", other.document().manifest().digest().toString());
    }

    /** Starts a crashed plugin again after a while, unless it has crashed too often. */
    void crashed(ManagedPlugin plugin, String problem) {
        SupervisionPolicy policy = plugin.policy();
        if (plugin.watch().budget().spend(System.nanoTime(), policy)) {
            String verdict =
                    "it crashed %d times within %s, and is not started again: %s"
                            .formatted(
                                    policy.crashBudget(),
                                    policy.words().get("crash.window"),
                                    problem);
            fail(plugin, verdict);
        } else {
            scheduleRestart(plugin, problem);
        }
    }

    /** Gives a plugin up until the user enables it. */
    void fail(ManagedPlugin plugin, String why) {
        plugin.watch().end();
        plugin.markFailed(PluginState.FAILED, why);
        log.error("plugin {} has failed: {}", plugin.name(), why);
        send(PluginEvent.Kind.FAIL, plugin, Map.of("message", why));
    }

    /** Starts a plugin that does not run again after a while. */
    void scheduleRestart(ManagedPlugin plugin, String problem) {
        plugin.watch().end();
        Duration wait = plugin.watch().backoff().nextDelay(plugin.policy());
        Runnable again = () -> plugin.submitStart("restart of", c -> restart.run(plugin, c));
        schedule(again, wait)
                .ifPresent(
                        alarm -> {
                            plugin.watch().backoff().setPending(alarm);
                            String delay = Long.toString(wait.toMillis());
                            Map<String, String> attributes =
                                    Map.of("delay", delay, "message", problem);
                            send(PluginEvent.Kind.BACKOFF, plugin, attributes);
                        });
    }

    /** Returns nothing when the engine stops. */
    private Optional<Future<?>> schedule(Runnable task, Duration wait) {
        Future<?> alarm = executor.timer().schedule(task, wait.toMillis(), TimeUnit.MILLISECONDS);
        return Optional.<Future<?>>of(alarm).filter(scheduled -> !scheduled.isCancelled());
    }

    private void send(PluginEvent.Kind kind, ManagedPlugin plugin, Map<String, String> attributes) {
        events.send(kind, plugin.id(), plugin.name(), attributes);
    }
}
