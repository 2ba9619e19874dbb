package dev.berth.core.launch;

import dev.berth.capability.Capability;
import dev.berth.capability.CapabilityFilter;
import dev.berth.core.foreign.ForeignCall;
import dev.berth.core.foreign.WaitBudget;
import dev.berth.plugin.error.PluginRuntimeException;
import dev.berth.spi.HostMount;
import dev.berth.spi.LaunchContributor;
import dev.berth.spi.LaunchedTask;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.osgi.service.log.Logger;

/**
 * What the launch contributors give to plugins that are started: core's own first, then those of
 * other bundles. Each call is on a thread of its own and has a limit. A contributor that has not
 * returned by then is asked nothing else for that task, and is told of its end when it returns.
 */
public final class LaunchContributions {
    private static final int MOST_MOUNTS = 64;

    private final Map<Capability, LaunchContributor> own;
    private final LaunchContributorRegistry others;
    private final Supplier<Duration> limit;
    private final Logger log;
    private final LateCalls late = new LateCalls();

    /**
     * @param own core's, by the capability that each is for, in any version
     */
    public LaunchContributions(
            Map<Capability, LaunchContributor> own,
            LaunchContributorRegistry others,
            Supplier<Duration> limit,
            Logger log) {
        this.own = Map.copyOf(own);
        this.others = others;
        this.limit = limit;
        this.log = log;
    }

    /**
     * Returns what a task that is about to start gets.
     *
     * @throws PluginRuntimeException if a contributor fails or does not return; those before it
     *     have to be told of the end
     */
    public List<HostMount> contribute(LaunchedTask task) throws InterruptedException {
        List<HostMount> mounts = new ArrayList<>();
        for (BoundContributor each : of(task)) {
            requireReturned(task, each);
            mounts.addAll(ask(task, each, contributor -> contributor.contribute(task)));
            requireFew(task, each, mounts);
        }
        return List.copyOf(mounts);
    }

    /** Returns what a task was given by an earlier engine; empty if it has to be started anew. */
    public Optional<List<HostMount>> attach(LaunchedTask task) throws InterruptedException {
        List<HostMount> mounts = new ArrayList<>();
        for (BoundContributor each : of(task)) {
            requireReturned(task, each);
            Optional<List<HostMount>> given =
                    ask(task, each, contributor -> contributor.attach(task));
            if (given.isEmpty()) {
                log.info(
                        "plugin {} is started anew: {} cannot go on with what it has",
                        task.name(),
                        each);
                return Optional.empty();
            }
            mounts.addAll(given.get());
            requireFew(task, each, mounts);
        }
        return Optional.of(List.copyOf(mounts));
    }

    /** A task's ID is used again: what comes late would be taken for the next start's. */
    private void requireReturned(LaunchedTask task, BoundContributor contributor) {
        if (late.has(task, contributor)) {
            throw failed(task, contributor + " has not returned from an earlier call", null);
        }
    }

    private static void requireFew(
            LaunchedTask task, BoundContributor contributor, List<HostMount> mounts) {
        if (mounts.size() > MOST_MOUNTS) {
            throw failed(task, contributor + " gives too many mounts", null);
        }
    }

    /**
     * Tells all of a task's end, after what they do for it; throws nothing, and an interrupt ends
     * the waiting.
     */
    public void ended(LaunchedTask task) {
        for (BoundContributor each : of(task)) {
            if (late.then(task, each, () -> endedLate(task, each))) {
                log.warn("the end of plugin {}'s task waits for {}", task.name(), each);
                continue;
            }
            try {
                ask(task, each, telling(contributor -> contributor.ended(task)));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (PluginRuntimeException e) {
                log.error("the end of plugin {}'s task: {}", task.name(), e.getMessage(), e);
            }
        }
    }

    private static Function<LaunchContributor, Boolean> telling(Consumer<LaunchContributor> call) {
        return contributor -> {
            call.accept(contributor);
            return true;
        };
    }

    private List<BoundContributor> of(LaunchedTask task) {
        List<Capability> capabilities = task.config().capabilities();
        List<BoundContributor> all = new ArrayList<>();
        own.forEach(
                (capability, contributor) -> {
                    if (capabilities.stream()
                            .anyMatch(CapabilityFilter.ofAnyVersion(capability)::matches)) {
                        all.add(BoundContributor.of(contributor));
                    }
                });
        all.addAll(others.of(capabilities));
        return all;
    }

    private <T> T ask(
            LaunchedTask task,
            BoundContributor contributor,
            Function<LaunchContributor, T> question)
            throws InterruptedException {
        AtomicReference<T> answer = new AtomicReference<>();
        ForeignCall call =
                ForeignCall.start(
                        "launch contributor " + contributor,
                        "berth-launch-" + task.name(),
                        () -> answer.set(question.apply(contributor.get())));
        if (!await(task, contributor, call)) {
            log.error("plugin {} waits no more: {}", task.name(), call.position());
            throw failed(task, contributor + " does not return", null);
        }
        if (call.failure().isPresent() || answer.get() == null) {
            Throwable why = call.failure().orElse(new NullPointerException("it returned null"));
            throw failed(task, "%s failed: %s".formatted(contributor, why), why);
        }
        return answer.get();
    }

    private void endedLate(LaunchedTask task, BoundContributor contributor) {
        try {
            contributor.get().ended(task);
        } catch (Throwable t) {
            log.error("the end of plugin {}'s task: {} failed", task.name(), contributor, t);
        }
    }

    private boolean await(LaunchedTask task, BoundContributor contributor, ForeignCall call)
            throws InterruptedException {
        try {
            return call.await(new WaitBudget(limit.get()));
        } finally {
            if (!call.hasEnded()) {
                late.add(task, contributor, call);
            }
        }
    }

    private static PluginRuntimeException failed(LaunchedTask task, String why, Throwable cause) {
        return new PluginRuntimeException(
                "plugin %s does not get what it needs of the host: the launch contributor %s"
                        .formatted(task.name(), why),
                cause);
    }
}
