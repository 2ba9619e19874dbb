package dev.berth.desired;

import dev.berth.desired.plan.PlanStep;
import dev.berth.plugin.Plugin;
import dev.berth.shared.text.PrintableText;
import dev.berth.shared.thread.DaemonThreads;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
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
    private static final int WORKERS = 4;
    private static final int STOP_SECONDS = 10;

    private final Supplier<List<Plugin>> actual;
    private final StepRunner runner;
    private final SettledFile file;
    private final BackOff backOff;
    private final Logger log;
    private final ScheduledThreadPoolExecutor loop =
            new ScheduledThreadPoolExecutor(
                    1,
                    DaemonThreads.named("berth-desired"),
                    new ThreadPoolExecutor.DiscardPolicy());
    private final ThreadPoolExecutor workers =
            new ThreadPoolExecutor(
                    WORKERS,
                    WORKERS,
                    1,
                    TimeUnit.SECONDS,
                    new LinkedBlockingQueue<>(),
                    DaemonThreads.numbered("berth-desired-step-"),
                    new ThreadPoolExecutor.DiscardPolicy());

    private final Map<String, ConfigurationEntry> entries = new TreeMap<>();
    private final Map<String, String> settled = new TreeMap<>();
    private Optional<Future<?>> next = Optional.empty();
    private long firstChange;

    Reconciler(
            Supplier<List<Plugin>> actual,
            StepRunner runner,
            SettledFile file,
            BackOff backOff,
            Logger log) {
        this.actual = actual;
        this.runner = runner;
        this.file = file;
        this.backOff = backOff;
        this.log = log;
        workers.allowCoreThreadTimeOut(true);
        loop.setRemoveOnCancelPolicy(true);
        loop.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        loop.execute(guarded(() -> settled.putAll(file.read())));
    }

    /** Wants a plugin, or what has changed of it; the same again changes nothing. */
    void want(String pid, Wish wish) {
        loop.execute(guarded(() -> wanted(pid, wish)));
    }

    /** Wants a plugin no longer. */
    void deleted(String pid) {
        loop.execute(
                guarded(
                        () -> {
                            Optional.ofNullable(entries.get(pid))
                                    .ifPresent(ConfigurationEntry::delete);
                            lookWhenQuiet();
                        }));
    }

    /** Looks at what is there: something has changed. */
    void look() {
        loop.execute(guarded(this::lookWhenQuiet));
    }

    /** Cancels what is under way. No plugin is changed because of this. */
    @Override
    public void close() {
        // No interrupt: it would spoil a file that is being written.
        loop.shutdown();
        workers.shutdownNow();
        try {
            if (!loop.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)
                    || !workers.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                log.warn("a step of the desired state does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void wanted(String pid, Wish wish) {
        ConfigurationEntry entry = entries.get(pid);
        if (entry == null) {
            boolean before = wish.fingerprint().equals(settled.get(pid));
            entries.put(pid, new ConfigurationEntry(pid, wish, before));
        } else if (entry.deleted() || !entry.wish().equals(wish)) {
            tellOfFormerName(entry, wish);
            entry.change(wish);
        }
        lookWhenQuiet();
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
        return loop.schedule(guarded(this::lookNow), delay.toMillis() + 1, TimeUnit.MILLISECONDS);
    }

    private void lookNow() {
        Map<String, Plugin> plugins = new HashMap<>();
        actual.get().forEach(plugin -> plugins.put(plugin.name().toString(), plugin));
        Set<String> claimed = new HashSet<>();
        for (ConfigurationEntry entry : List.copyOf(entries.values())) {
            String name = entry.wish().plugin().name().toString();
            if (claimed.add(name)) {
                compare(entry, Optional.ofNullable(plugins.get(name)));
            } else if (entry.deleted()) {
                entries.remove(entry.pid());
            } else if (entry.isNews("conflict")) {
                log.error(
                        "{}: another configuration wants a plugin of the name {}; this one has no"
                                + " effect",
                        entry.pid(),
                        entry.wish().plugin().name().familiar());
            }
        }
        save();
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
        } else {
            start(entry, steps);
        }
    }

    private void arrived(ConfigurationEntry entry) {
        if (entry.deleted()) {
            entries.remove(entry.pid());
            log.info("{}: {} is no longer wanted: done", entry.pid(), entry.wish().plugin());
            return;
        }
        if (entry.isNews("") && entry.settled()) {
            log.info("{}: {} is as wanted", entry.pid(), entry.wish().plugin());
        }
        entry.settle();
        entry.retryNow();
    }

    private void drifted(ConfigurationEntry entry, List<PlanStep> steps) {
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
                    "{}: {} was changed since, which holds until the configuration is changed; to"
                            + " what is wanted it would be: {}",
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
        workers.execute(() -> work(entry, wish, revision, steps));
    }

    private void work(ConfigurationEntry entry, Wish wish, long revision, List<PlanStep> steps) {
        String problem = "";
        try {
            runner.run(entry.pid(), wish.plugin(), steps);
        } catch (InterruptedException e) {
            return;
        } catch (RuntimeException e) {
            problem = PrintableText.line(message(e));
        }
        String end = problem;
        loop.execute(guarded(() -> ended(entry, revision, end)));
    }

    private static String message(RuntimeException e) {
        return Optional.ofNullable(e.getMessage()).orElse(e.getClass().getName());
    }

    private void ended(ConfigurationEntry entry, long revision, String problem) {
        entry.running(false);
        if (entry.revision() != revision || entry.deleted() && problem.isEmpty()) {
            // What has ended is not what is wanted by now.
            lookWhenQuiet();
        } else if (problem.isEmpty()) {
            entry.settle();
            lookWhenQuiet();
        } else {
            Duration delay = entry.postpone(backOff);
            entry.isNews(problem);
            log.warn(
                    "{}: {} is not as wanted: {}; tried again in {} s",
                    entry.pid(),
                    entry.wish().plugin(),
                    problem,
                    delay.toSeconds());
            lookIn(delay);
        }
    }

    private void save() {
        Map<String, String> now = new TreeMap<>();
        entries.values().stream()
                .filter(ConfigurationEntry::settled)
                .forEach(entry -> now.put(entry.pid(), entry.wish().fingerprint()));
        if (!now.equals(settled)) {
            settled.clear();
            settled.putAll(now);
            file.write(now);
        }
    }

    private Runnable guarded(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException e) {
                log.error("the desired state cannot be looked at", e);
            }
        };
    }
}
