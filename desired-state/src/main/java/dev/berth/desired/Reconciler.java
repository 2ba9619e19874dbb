package dev.berth.desired;

import dev.berth.desired.plan.PlanStep;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.error.OperationCancelledException;
import dev.berth.plugin.error.OperationFailedException;
import dev.berth.shared.text.PrintableText;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.osgi.service.log.Logger;

/**
 * Brings plugins to what configurations want (a control loop). Changes are collected until it has
 * been quiet for a moment, then compared with what is there, and each plugin's steps done by one
 * worker at a time. All state is confined to one thread, which never waits for a plugin.
 *
 * <p>A configuration is applied until it has come true once. Then a user's command holds, and is
 * told of as drift, unless the configuration is enforced.
 */
final class Reconciler implements AutoCloseable {
    private static final Duration QUIET = Duration.ofMillis(300);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(3);

    private final Supplier<List<Plugin>> actual;
    private final StepRunner runner;
    private final SettledConfigurations settled;
    private final BackOff backOff;
    private final Logger log;
    private final ReconcilerThreads threads;

    private final Map<String, ConfigurationEntry> entries = new TreeMap<>();

    private Optional<Future<?>> next = Optional.empty();
    private long firstChange;

    Reconciler(
            Supplier<List<Plugin>> actual,
            StepRunner runner,
            SettledConfigurations settled,
            BackOff backOff,
            Logger log) {
        this.actual = actual;
        this.runner = runner;
        this.settled = settled;
        this.backOff = backOff;
        this.log = log;
        this.threads = new ReconcilerThreads(log);
        threads.execute(settled::load);
        threads.in(settled.grace(), this::forgetAbsent);
    }

    /** Wants a plugin, or what has changed of it; the same again changes nothing. */
    void want(String pid, Wish wish) {
        threads.execute(() -> wanted(pid, wish));
    }

    /** Wants a plugin no longer. */
    void deleted(String pid) {
        threads.execute(
                () -> {
                    Optional.ofNullable(entries.get(pid))
                            .ifPresentOrElse(ConfigurationEntry::delete, () -> settled.forget(pid));
                    lookWhenQuiet();
                });
    }

    /** Looks at what is there: something has changed. */
    void look() {
        threads.execute(this::lookWhenQuiet);
    }

    /** Does something on the one thread, before all that is asked for later. */
    void execute(Runnable task) {
        threads.execute(task);
    }

    /** Does something on the one thread, and waits for it, as {@link ReconcilerThreads#call}. */
    <T> T call(Supplier<T> task) {
        return threads.call(task);
    }

    /** Cancels what is under way. No plugin is changed because of this. */
    @Override
    public void close() {
        threads.close();
        if (threads.isEnded()) {
            entries.values()
                    .forEach(entry -> entry.fail(new OperationCancelledException(entry.pid())));
        }
    }

    /** As {@link #want}, on the one thread. */
    void wanted(String pid, Wish wish) {
        ConfigurationEntry entry = entries.get(pid);
        if (entry == null) {
            entries.put(pid, new ConfigurationEntry(pid, wish, settled.has(pid, wish)));
        } else if (entry.deleted() || !entry.wish().equals(wish)) {
            tellOfFormerName(entry, wish);
            entry.change(wish);
        }
        lookWhenQuiet();
    }

    /**
     * Wants a plugin as if that were new, whatever a user has done to it since; on the one thread.
     *
     * @return completes when it has come true, or with the failure of the next try
     */
    CompletionStage<Void> apply(String pid, Wish wish) {
        wanted(pid, wish);
        ConfigurationEntry entry = entries.get(pid);
        entry.unsettle();
        entry.retryNow();
        return entry.outcome();
    }

    /**
     * Wants a plugin no longer; on the one thread.
     *
     * @return as {@link #apply}
     */
    CompletionStage<Void> end(String pid) {
        ConfigurationEntry entry = entries.get(pid);
        entry.delete();
        lookWhenQuiet();
        return entry.outcome();
    }

    /** Returns what is wanted, by PID; on the one thread. */
    Map<String, Wish> wishes() {
        Map<String, Wish> wishes = new TreeMap<>();
        entries.values().stream()
                .filter(entry -> !entry.deleted())
                .forEach(entry -> wishes.put(entry.pid(), entry.wish()));
        return wishes;
    }

    private void tellOfFormerName(ConfigurationEntry entry, Wish wish) {
        if (!entry.wish().plugin().name().equals(wish.plugin().name())) {
            log.info(
                    "{}: {} is no longer wanted under this name, and stays as it is",
                    entry.pid(),
                    entry.wish().plugin());
        }
    }

    private void lookWhenQuiet() {
        long now = System.nanoTime();
        boolean waiting = next.filter(future -> !future.isDone()).isPresent();
        if (!waiting) {
            firstChange = now;
        } else if (now - firstChange > LONGEST_WAIT.toNanos()) {
            return;
        }
        next.ifPresent(future -> future.cancel(false));
        next = Optional.of(lookIn(QUIET));
    }

    private Future<?> lookIn(Duration delay) {
        return threads.in(delay, this::lookNow);
    }

    private void lookNow() {
        Map<String, Plugin> plugins = new HashMap<>();
        actual.get().forEach(plugin -> plugins.put(plugin.name().toString(), plugin));
        Map<String, String> claimed = new HashMap<>();
        for (ConfigurationEntry entry : List.copyOf(entries.values())) {
            String name = entry.wish().plugin().name().toString();
            String winner = claimed.putIfAbsent(name, entry.pid());
            if (winner == null) {
                compare(entry, Optional.ofNullable(plugins.get(name)));
            } else if (entry.deleted()) {
                forget(entry);
            } else {
                conflicted(entry, winner);
            }
        }
        settled.save(entries.values());
    }

    /** A configuration that was deleted while this was down, and is back later, is a new one. */
    private void forgetAbsent() {
        for (String pid : settled.without(entries.keySet())) {
            log.info("{}: it is no longer there; it would be applied anew", pid);
            settled.forget(pid);
        }
        settled.save(entries.values());
    }

    private void conflicted(ConfigurationEntry entry, String winner) {
        if (entry.isNews("conflict")) {
            log.error(
                    "{}: {} wants a plugin of the name {}, too; this one has no effect",
                    entry.pid(),
                    winner,
                    entry.wish().plugin().name().familiar());
        }
        entry.fail(new OperationCancelledException(entry.pid(), winner + " wants it, too"));
    }

    private void forget(ConfigurationEntry entry) {
        entries.remove(entry.pid());
        settled.forget(entry.pid());
        entry.succeed();
    }

    private void compare(ConfigurationEntry entry, Optional<Plugin> plugin) {
        if (entry.busy()) {
            return;
        }
        List<PlanStep> steps = entry.plan(plugin);
        if (steps.isEmpty()) {
            arrived(entry);
        } else if (entry.settled()) {
            drifted(entry, steps);
        } else if (!isPutOff(entry, steps)) {
            start(entry, steps);
        }
    }

    /** Returns whether the first try to pull a plugin has to wait, as not to come with others. */
    private boolean isPutOff(ConfigurationEntry entry, List<PlanStep> steps) {
        if (steps.stream().noneMatch(PlanStep::isPull)) {
            return false;
        }
        Duration delay = entry.splay(backOff);
        if (delay.isZero()) {
            return false;
        }
        log.info(
                "{}: {} begins in {} s (splay.max.seconds)",
                entry.pid(),
                entry.wish().plugin(),
                delay.toSeconds());
        lookIn(delay);
        return true;
    }

    private void arrived(ConfigurationEntry entry) {
        if (entry.deleted()) {
            forget(entry);
            log.info("{}: {} is no longer wanted: done", entry.pid(), entry.wish().plugin());
            return;
        }
        if (entry.isNews("") && entry.settled()) {
            log.info("{}: {} is as wanted", entry.pid(), entry.wish().plugin());
        }
        entry.settle();
        entry.retryNow();
        entry.succeed();
    }

    private void drifted(ConfigurationEntry entry, List<PlanStep> steps) {
        entry.fail(new PluginDriftException(entry.wish().plugin(), steps));
        if (entry.wish().enforced()) {
            Duration delay = entry.postpone(backOff);
            entry.unsettle();
            log.warn(
                    "{}: {} was changed, and is brought back in {} s: {}",
                    entry.pid(),
                    entry.wish().plugin(),
                    delay.toSeconds(),
                    steps);
            lookIn(delay);
        } else if (entry.isNews("drift " + steps)) {
            log.warn(
                    "{}: {} was changed since, which holds until its configuration is changed or"
                            + " its document applied again; to what is wanted it would be: {}",
                    entry.pid(),
                    entry.wish().plugin(),
                    steps);
        }
    }

    private void start(ConfigurationEntry entry, List<PlanStep> steps) {
        Wish wish = entry.wish();
        log.info("{}: {}: {}", entry.pid(), wish.plugin(), steps);
        entry.isNews("under way");
        entry.running(true);
        long revision = entry.revision();
        threads.work(() -> work(entry, wish, revision, steps));
    }

    private void work(ConfigurationEntry entry, Wish wish, long revision, List<PlanStep> steps) {
        Optional<RuntimeException> problem = Optional.empty();
        try {
            runner.run(entry.pid(), wish.plugin(), steps);
        } catch (InterruptedException e) {
            return;
        } catch (RuntimeException e) {
            problem = Optional.of(e);
        } catch (Error e) {
            problem = Optional.of(new OperationFailedException(entry.pid(), e));
        }
        Optional<RuntimeException> end = problem;
        threads.execute(() -> ended(entry, revision, end));
    }

    private static String message(RuntimeException e) {
        return Optional.ofNullable(e.getMessage()).orElse(e.getClass().getName());
    }

    private void ended(
            ConfigurationEntry entry, long revision, Optional<RuntimeException> problem) {
        entry.running(false);
        if (entry.revision() != revision || entry.deleted() && problem.isEmpty()) {
            // What has ended is not what is wanted by now.
            lookWhenQuiet();
        } else if (problem.isEmpty()) {
            entry.settle();
            lookWhenQuiet();
        } else {
            failed(entry, problem.get());
        }
    }

    private void failed(ConfigurationEntry entry, RuntimeException problem) {
        Duration delay = entry.postpone(backOff);
        String text = PrintableText.line(message(problem));
        entry.isNews(text);
        log.warn(
                "{}: {} is not as wanted: {}; tried again in {} s",
                entry.pid(),
                entry.wish().plugin(),
                text,
                delay.toSeconds());
        entry.fail(problem);
        lookIn(delay);
    }
}
