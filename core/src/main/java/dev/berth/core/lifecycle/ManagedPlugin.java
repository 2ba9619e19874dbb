package dev.berth.core.lifecycle;

import dev.berth.capability.CapabilityFilter;
import dev.berth.capability.Lease;
import dev.berth.capability.PluginClient;
import dev.berth.core.confinement.ConfinementPolicy;
import dev.berth.core.consent.RequiredPrivileges;
import dev.berth.core.output.KeptOutput;
import dev.berth.core.store.PluginDocument;
import dev.berth.core.store.StoredPlugin;
import dev.berth.core.supervision.SupervisionPolicy;
import dev.berth.core.work.ManagerExecutor;
import dev.berth.core.work.PluginQueue;
import dev.berth.core.work.PreemptingTask;
import dev.berth.core.work.Task;
import dev.berth.plugin.Operation;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginState;
import dev.berth.plugin.PluginUsage;
import dev.berth.plugin.Privilege;
import dev.berth.plugin.TaskExit;
import dev.berth.plugin.error.InadequateCapabilityException;
import dev.berth.plugin.error.OperationCancelledException;
import dev.berth.plugin.error.PluginDisabledException;
import dev.berth.plugin.error.PluginNotFoundException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One installed plugin: what is stored of it, and its state. Any thread may read it; only tasks of
 * its own queue change it, which every mutator checks.
 */
public final class ManagedPlugin {

    /** An immutable snapshot, so that readers see one moment. */
    private record View(StoredPlugin stored, ObservedStatus status, RunningPlugin running) {}

    /** All that a snapshot is made of. */
    private record Basis(
            View view,
            SupervisionPolicy supervision,
            ConfinementPolicy confinement,
            List<String> holders) {}

    private record Made(Basis basis, Plugin snapshot) {}

    private static final String WAITING = "it waits for a plugin runtime";

    private final PluginQueue queue;
    private final Leases leases;
    private final PluginWatch watch = new PluginWatch();
    private final PluginDefaults defaults;
    private final KeptOutput output;
    private volatile View view;
    private volatile Made last;
    private volatile boolean removed;
    private volatile boolean ended;
    private volatile boolean unattended;

    /**
     * @param defaults how it is treated where the user has set nothing
     */
    ManagedPlugin(StoredPlugin stored, PluginQueue queue, PluginDefaults defaults) {
        this.queue = queue;
        this.defaults = defaults;
        this.output = new KeptOutput(defaults::outputLimit);
        this.leases = new Leases(stored.document().name());
        ObservedStatus first =
                stored.document().wanted()
                        ? ObservedStatus.of(PluginState.ENABLING).because(WAITING)
                        : ObservedStatus.of(PluginState.DISABLED);
        this.view = new View(stored, first, null);
        this.unattended = stored.document().wanted();
    }

    public String id() {
        return document().id();
    }

    public String name() {
        return document().name();
    }

    public PluginDocument document() {
        return view.stored().document();
    }

    StoredPlugin stored() {
        return view.stored();
    }

    /** Returns what the version in use requires of the host, with what the user has set. */
    public List<Privilege> privileges() {
        StoredPlugin now = stored();
        return RequiredPrivileges.of(now.config(), now.document().settings().over(now.config()));
    }

    PluginQueue queue() {
        return queue;
    }

    Leases leases() {
        queue.requireCurrent();
        return leases;
    }

    PluginWatch watch() {
        queue.requireCurrent();
        return watch;
    }

    /** Returns how it is supervised now. */
    SupervisionPolicy policy() {
        return policy(document());
    }

    private SupervisionPolicy policy(PluginDocument document) {
        return defaults.supervision().with(document.supervision());
    }

    /** Returns how a process of it is confined that is started now, with the words that are set. */
    ConfinementPolicy confinement(Map<String, String> words) {
        return confinement(document(), words);
    }

    /** Returns how a process of a version is confined. */
    ConfinementPolicy confinement(PluginDocument version) {
        return confinement(version, version.supervision());
    }

    private ConfinementPolicy confinement(PluginDocument version, Map<String, String> words) {
        return defaults.confinement().with(version.admission().confinement()).with(words);
    }

    /** Returns whether it has crashed too often. */
    boolean isFailed() {
        return view.status().state() == PluginState.FAILED;
    }

    Optional<RunningPlugin> running() {
        return Optional.ofNullable(view.running());
    }

    /**
     * Puts a task that changes this plugin on its queue. It does not run once the plugin is
     * removed, or the engine stops.
     */
    public <T> Operation<T> submit(String what, Task<T> task) {
        return queue.submit(
                what,
                cancellation -> {
                    requireThere(what);
                    return task.run(cancellation);
                });
    }

    /** Puts a start on its queue, which {@link #preempt} cancels. */
    public <T> Operation<T> submitStart(String what, Task<T> task) {
        return queue.submitStart(
                what,
                cancellation -> {
                    requireThere(what);
                    return task.run(cancellation);
                });
    }

    /** Cancels the starts that are under way or in line, and puts a task behind them. */
    public <T> Operation<T> preempt(String what, PreemptingTask<T> task) {
        return queue.preempt(
                what,
                (preempted, cancellation) -> {
                    requireThere(what);
                    return task.run(preempted, cancellation);
                });
    }

    private void requireThere(String what) {
        if (ended) {
            throw new OperationCancelledException(what + " " + name(), ManagerExecutor.STOP);
        }
        if (removed) {
            throw new PluginNotFoundException(name());
        }
    }

    /** Returns whether nobody holds a lease now. */
    public boolean isFree() {
        return leases.holders().isEmpty();
    }

    /**
     * Returns whether a process of it may run that this engine is not attached to: one that an
     * earlier engine has left, or that this one has detached from.
     */
    boolean isUnattended() {
        return unattended;
    }

    void setUnattended(boolean now) {
        queue.requireCurrent();
        unattended = now;
    }

    void setStored(StoredPlugin changed) {
        queue.requireCurrent();
        view = new View(changed, view.status(), view.running());
    }

    void setStored(PluginDocument changed) {
        setStored(new StoredPlugin(changed, view.stored().config()));
    }

    /** Replaces the version that is stored, while the plugin is disabled. */
    public void replace(StoredPlugin successor) {
        setStored(successor);
    }

    /** Puts another version, which runs already, in place of the one that ran. */
    void replaceRunning(StoredPlugin successor, RunningPlugin running) {
        queue.requireCurrent();
        view = new View(successor, view.status(), running);
    }

    void transition(PluginState state, RunningPlugin running) {
        queue.requireCurrent();
        view = new View(view.stored(), view.status().in(state), running);
    }

    void markFailed(PluginState state, String problem) {
        queue.requireCurrent();
        view = new View(view.stored(), view.status().in(state).because(problem), null);
    }

    /** Remembers how its process has ended. */
    void recordExit(TaskExit exit) {
        queue.requireCurrent();
        view = new View(view.stored(), view.status().after(exit), view.running());
    }

    /** Counts one more start of a process that had ended, or not started. */
    void recordRestart() {
        queue.requireCurrent();
        ObservedStatus status = view.status();
        view = new View(view.stored(), status.restarted(status.restarts() + 1), view.running());
    }

    /** Forgets earlier restarts: the user has enabled it. */
    void resetRestarts() {
        queue.requireCurrent();
        watch.reset();
        view = new View(view.stored(), view.status().restarted(0), view.running());
    }

    void markRemoved() {
        queue.requireCurrent();
        removed = true;
        output.end();
    }

    /** Lets no task run any more, because the engine stops. */
    void retire() {
        queue.requireCurrent();
        ended = true;
    }

    /** Returns a snapshot for callers of the manager; the same one until something changes. */
    public Plugin snapshot() {
        Basis basis =
                new Basis(view, defaults.supervision(), defaults.confinement(), leases.holders());
        Made made = last;
        if (made == null || !made.basis().equals(basis)) {
            made = new Made(basis, snapshot(basis.view(), basis.holders()));
            last = made;
        }
        return made.snapshot();
    }

    private Plugin snapshot(View now, List<String> holders) {
        PluginDocument document = now.stored().document();
        return PluginSnapshot.of(
                now.stored(),
                policy(document).words(),
                confinement(document).words(),
                now.status().heldBy(holders));
    }

    /** Returns what is kept of its output. */
    public KeptOutput output() {
        return output;
    }

    /** Returns the client of a capability, see {@link dev.berth.plugin.PluginManager#find}. */
    public PluginClient client(CapabilityFilter capability) {
        View now = view;
        if (now.status().state() != PluginState.ENABLED) {
            throw new PluginDisabledException(name());
        }
        return client(now, capability)
                .orElseThrow(
                        () ->
                                new InadequateCapabilityException(
                                        name(), capability, now.stored().config().capabilities()));
    }

    /** Returns the client of a capability, if the plugin is enabled and has it. */
    public Optional<PluginClient> clientIfEnabled(CapabilityFilter capability) {
        View now = view;
        return now.status().state() == PluginState.ENABLED
                ? client(now, capability)
                : Optional.empty();
    }

    private static Optional<PluginClient> client(View now, CapabilityFilter capability) {
        return now.running().publication().client(capability);
    }

    /** Returns what its process uses, see {@link dev.berth.plugin.PluginManager#usage}. */
    public Optional<PluginUsage> usage() {
        return running().orElseThrow(() -> new PluginDisabledException(name())).task().usage();
    }

    /** Takes a lease, see {@link dev.berth.plugin.PluginManager#lease}. */
    public Lease lease(CapabilityFilter capability, LeaseHolder holder) {
        return leases.take(holder, () -> client(capability), this::problem);
    }

    private String problem() {
        return view.status().problem().orElse("it is being started");
    }

    /** Ends the leases that a bundle has taken, because it has stopped. */
    public void endLeases(long bundle) {
        leases.endOf(bundle);
    }

    /** Returns the limit that the user has set, or asked for when enabling it, or the default. */
    Duration startLimit() {
        Duration asked = Duration.ofMillis(document().startMillis());
        return policy().startLimit(document().supervision(), asked);
    }
}
