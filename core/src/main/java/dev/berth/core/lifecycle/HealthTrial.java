package dev.berth.core.lifecycle;

import dev.berth.core.foreign.WaitBudget;
import dev.berth.core.supervision.SupervisionPolicy;
import dev.berth.core.work.ManagerExecutor;
import dev.berth.plugin.error.PluginNotReplacedException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Watches another version of a plugin that runs beside the present one: it has to live, and each
 * health probe to succeed. One failure is enough, since nobody depends on it yet.
 */
record HealthTrial(ManagerExecutor executor) {

    /**
     * Probes at the beginning, at each interval of the policy and at the end. The end of the
     * present version's process ends it early: a healthy one takes over at once.
     *
     * @throws PluginNotReplacedException if it has not proven itself
     */
    void watch(ManagedPlugin plugin, StartedTask next, Duration trial) throws InterruptedException {
        WaitBudget budget = new WaitBudget(trial);
        SupervisionPolicy policy = plugin.policy();
        HealthProbe probe = new HealthProbe(next.task(), next.socket(), executor.timer());
        CompletableFuture<?> ended = anyEnd(plugin, next);
        check(plugin, next, probe, policy);
        while (!budget.left().isZero() && !ended.isDone()) {
            await(ended, shorter(budget.left(), policy.probeInterval()));
            check(plugin, next, probe, policy);
        }
    }

    private static CompletableFuture<?> anyEnd(ManagedPlugin plugin, StartedTask next) {
        CompletableFuture<?> its = next.exit().toCompletableFuture();
        Optional<RunningPlugin> present = plugin.running();
        return present.isEmpty()
                ? its
                : CompletableFuture.anyOf(its, present.get().exit().toCompletableFuture());
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static void await(CompletableFuture<?> ended, Duration limit)
            throws InterruptedException {
        try {
            ended.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            // Both live.
            return;
        } catch (ExecutionException e) {
            throw new IllegalStateException("an exit is never a failure", e);
        }
    }

    private static void check(
            ManagedPlugin plugin, StartedTask next, HealthProbe probe, SupervisionPolicy policy) {
        next.exitNow()
                .ifPresent(
                        exit -> {
                            throw new PluginNotReplacedException(
                                    plugin.name(),
                                    Recovery.problem(exit) + " " + exit.lastOutput(),
                                    null);
                        });
        try {
            probe.check(policy);
        } catch (IOException e) {
            throw new PluginNotReplacedException(
                    plugin.name(), "its health probe failed: " + e.getMessage(), e);
        }
    }
}
