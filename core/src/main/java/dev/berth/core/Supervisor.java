package dev.berth.core;

import dev.berth.capability.LeaseEnd;
import dev.berth.core.foreign.WaitBudget;
import dev.berth.core.install.Pull;
import dev.berth.core.lifecycle.ManagedPlugin;
import dev.berth.core.lifecycle.PluginIndex;
import dev.berth.core.lifecycle.RuntimeSweep;
import dev.berth.core.provider.Providers;
import dev.berth.core.work.Cancellation;
import dev.berth.core.work.ManagerExecutor;
import dev.berth.core.work.Task;
import dev.berth.plugin.EnableOptions;
import dev.berth.plugin.Operation;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginState;
import dev.berth.plugin.Privilege;
import dev.berth.plugin.Requester;
import dev.berth.plugin.RollbackOptions;
import dev.berth.plugin.UpgradeOptions;
import dev.berth.plugin.error.PluginTimeoutException;
import dev.berth.spi.PluginRuntime;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.osgi.service.log.Logger;

/**
 * Puts everything that changes an installed plugin on that plugin's queue: what a user asks for,
 * and what the coming and going of the runtime and the engine's stop demand. Only what follows from
 * a task itself (the exit of a process, a retry, a handler that came later) is put there elsewhere.
 */
final class Supervisor {
    private static final String RUNTIME_GONE = "the plugin runtime is gone";

    private final PluginIndex plugins;
    private final Providers providers;
    private final PluginChanges changes;
    private final RuntimeSweep sweep;
    private final ManagerExecutor executor;
    private final Logger log;
    private final Supplier<Duration> stopLimit;
    private final AtomicReference<WaitBudget> stop = new AtomicReference<>();

    Supervisor(
            PluginIndex plugins,
            Providers providers,
            PluginChanges changes,
            RuntimeSweep sweep,
            ManagerExecutor executor,
            Supplier<Duration> stopLimit,
            Logger log) {
        this.plugins = plugins;
        this.providers = providers;
        this.changes = changes;
        this.sweep = sweep;
        this.executor = executor;
        this.stopLimit = stopLimit;
        this.log = log;
    }

    Operation<Plugin> enable(ManagedPlugin plugin, EnableOptions options, Requester requester) {
        return plugin.submitStart(
                "enabling of", c -> changes.lifecycle().enable(plugin, options, requester, c));
    }

    Operation<Plugin> disable(ManagedPlugin plugin, boolean force) {
        // One that will be refused, because the plugin is in use, must not cancel its restart.
        return force || plugin.isFree()
                ? plugin.preempt("disabling of", (p, c) -> disable(plugin, force, p, c))
                : plugin.submit("disabling of", c -> disable(plugin, false, false, c));
    }

    /** One that has cancelled the start of a plugin that was not wanted before is done. */
    private Plugin disable(ManagedPlugin plugin, boolean force, boolean preempted, Cancellation c)
            throws InterruptedException {
        return preempted && !plugin.document().wanted()
                ? plugin.snapshot()
                : changes.lifecycle().disable(plugin, force, LeaseEnd.Reason.DISABLED, c);
    }

    /**
     * @param granted what new rights may be given; empty for whatever the settings give
     */
    Operation<Plugin> set(
            ManagedPlugin plugin, List<String> settings, Optional<List<Privilege>> granted) {
        return plugin.submit(
                "setting of", c -> changes.configurer().set(plugin, settings, granted));
    }

    /** Finds out what settings would give a plugin more than it has, and changes nothing. */
    Operation<List<Privilege>> newRights(ManagedPlugin plugin, List<String> settings) {
        return plugin.submit(
                "look at settings of", c -> changes.configurer().newRights(plugin, settings));
    }

    Operation<Plugin> upgrade(ManagedPlugin plugin, Pull pull, UpgradeOptions options) {
        return options.hot() && plugin.document().wanted()
                ? executor.start(
                        "upgrade of " + plugin.name(),
                        c -> changes.hotUpgrader().upgrade(plugin, pull, options.trial()))
                : plugin.submit("upgrade of", c -> changes.upgrader().upgrade(plugin, pull, c));
    }

    Operation<Plugin> rollback(ManagedPlugin plugin, RollbackOptions options, Requester requester) {
        Task<Plugin> rolling = c -> changes.rollback().rollback(plugin, options, requester, c);
        // One that starts a process is cancelled by what cancels starts.
        return options.hot()
                ? plugin.submitStart("rollback of", rolling)
                : plugin.submit("rollback of", rolling);
    }

    Operation<Plugin> remove(ManagedPlugin plugin, boolean force) {
        return force
                ? plugin.preempt(
                        "removal of", (preempted, c) -> changes.remover().remove(plugin, true, c))
                : plugin.submit("removal of", c -> changes.remover().remove(plugin, false, c));
    }

    /** Restores wanted plugins, all at once, and stops what runs and is not wanted. */
    void setRuntime(PluginRuntime runtime) {
        providers.setRuntime(runtime);
        plugins.all().stream()
                .filter(plugin -> plugin.document().wanted())
                .forEach(
                        plugin ->
                                plugin.submitStart(
                                        "restoring of",
                                        c -> changes.lifecycle().restore(plugin, c)));
        sweep.begin(runtime);
    }

    /**
     * Withdraws the services of all plugins until a runtime comes again.
     *
     * @param end whether their processes end with it, which is waited for, or run on to be taken
     *     over
     */
    void unsetRuntime(PluginRuntime runtime, boolean end) {
        if (!providers.unsetRuntime(runtime) || stop.get() != null) {
            return;
        }
        List<String> running =
                plugins.all().stream()
                        .filter(plugin -> plugin.snapshot().status().state() == PluginState.ENABLED)
                        .map(ManagedPlugin::name)
                        .sorted()
                        .toList();
        if (end) {
            log.info("the plugin runtime stops, and with it plugins {}", running);
            awaitAll(
                    each(
                            "stopping of",
                            plugin -> changes.lifecycle().suspend(plugin, runtime, RUNTIME_GONE)),
                    new WaitBudget(stopLimit.get()));
        } else {
            log.info(
                    "the plugin runtime is gone: plugins {} run on, and are taken over when one"
                            + " comes",
                    running);
            each("detaching of", plugin -> changes.lifecycle().detach(plugin, RUNTIME_GONE));
        }
    }

    /**
     * Cancels all that is under way, stops all plugins, and waits for it within the engine's limit;
     * with live restore their processes run on. Does nothing the second time: the runtime's going
     * and the engine's both call it, in either order.
     *
     * @return what is left of the limit
     */
    WaitBudget shutDown(boolean liveRestore) {
        WaitBudget budget = new WaitBudget(stopLimit.get());
        if (!stop.compareAndSet(null, budget)) {
            return stop.get();
        }
        executor.cancelAll();
        awaitAll(
                each("stopping of", plugin -> changes.lifecycle().retire(plugin, liveRestore)),
                budget);
        return budget;
    }

    /** Waits for all, at most so long; the engine's stop names those that have not ended. */
    private void awaitAll(List<Operation<Void>> stops, WaitBudget budget) {
        for (Operation<Void> stop : stops) {
            try {
                stop.await(budget.left());
            } catch (PluginTimeoutException e) {
                log.error("nobody waits any longer: {}", e.getMessage());
            } catch (RuntimeException e) {
                log.error("a plugin was not stopped: {}", e.getMessage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** One step for one plugin. */
    @FunctionalInterface
    private interface Step {
        Void apply(ManagedPlugin plugin) throws InterruptedException;
    }

    private List<Operation<Void>> each(String what, Step step) {
        Function<ManagedPlugin, Operation<Void>> submit =
                plugin -> plugin.preempt(what, (preempted, c) -> step.apply(plugin));
        return plugins.all().stream().map(submit).toList();
    }
}
