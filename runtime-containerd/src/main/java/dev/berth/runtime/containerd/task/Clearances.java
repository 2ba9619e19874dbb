package dev.berth.runtime.containerd.task;

import dev.berth.plugin.error.PluginRuntimeException;
import dev.berth.runtime.containerd.connection.ContainerdCallException;
import dev.berth.shared.thread.DaemonThreads;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.osgi.service.log.Logger;

/**
 * The clearances under way, each on a thread of its own: one at a time for a plugin, and who asks
 * meanwhile shares it. Nobody who waits for one holds it up, and it goes on when nobody waits. One
 * that fails because containerd does not answer is owed: it is made as soon as containerd answers,
 * unless the plugin was started or attached to before.
 */
final class Clearances implements AutoCloseable {
    private static final Duration END = Duration.ofSeconds(5);
    private static final CompletableFuture<Void> NOTHING = CompletableFuture.completedFuture(null);

    private final TaskCleaner cleaner;
    private final Supplier<CompletableFuture<Void>> answering;
    private final Logger log;
    private final Map<String, CompletableFuture<Void>> underWay = new HashMap<>();
    private final Set<String> owed = new HashSet<>();

    /**
     * @param answering completes when containerd has answered
     */
    Clearances(TaskCleaner cleaner, Supplier<CompletableFuture<Void>> answering, Logger log) {
        this.cleaner = cleaner;
        this.answering = answering;
        this.log = log;
    }

    /** Clears. Interrupting the thread ends the waiting only. */
    void clear(String id) throws InterruptedException {
        await(id, begin(id));
    }

    /**
     * Clears what an earlier run has left, if there was one here: a container alone, as a reboot
     * leaves it, is found by who makes another.
     */
    void clearRun(String id) throws InterruptedException {
        if (isOpen(id) || cleaner.hasRun(id)) {
            clear(id);
        }
    }

    private synchronized boolean isOpen(String id) {
        return underWay.containsKey(id) || owed.contains(id);
    }

    /** Undoes the mounts of a task whose process has ended; the clearance finds what is left. */
    void releaseMounts(String id) throws InterruptedException {
        try {
            cleaner.releaseMounts(id);
        } catch (IOException e) {
            log.debug("the mounts of plugin {} are left to its clearance", id, e);
        }
    }

    /** Clears several at the same time. Interrupting the thread ends the waiting only. */
    void clear(Set<String> ids) throws InterruptedException {
        Map<String, CompletableFuture<Void>> begun = new LinkedHashMap<>();
        ids.forEach(id -> begun.put(id, begin(id)));
        for (Map.Entry<String, CompletableFuture<Void>> clearance : begun.entrySet()) {
            await(clearance.getKey(), clearance.getValue());
        }
    }

    private static void await(String id, CompletableFuture<Void> clearance)
            throws InterruptedException {
        try {
            clearance.get();
        } catch (ExecutionException e) {
            throw failure(id, e.getCause());
        }
    }

    /** Clears, and waits no longer than the limit. */
    void clear(String id, Duration limit) throws InterruptedException {
        try {
            begin(id).get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw failure(id, e.getCause());
        } catch (TimeoutException e) {
            throw failure(
                    id,
                    new TimeoutException(
                            "it takes longer than " + limit.toSeconds() + " s, and goes on"));
        }
    }

    private CompletableFuture<Void> begin(String id) {
        return begin(id, NOTHING);
    }

    /**
     * Begins a clearance.
     *
     * @param first has to be over before, whatever comes of it: what is being made cannot be
     *     cleared
     */
    synchronized CompletableFuture<Void> begin(String id, CompletableFuture<?> first) {
        CompletableFuture<Void> earlier = underWay.get(id);
        if (earlier != null) {
            return earlier;
        }
        CompletableFuture<Void> mine = new CompletableFuture<>();
        underWay.put(id, mine);
        first.whenComplete(
                (value, error) ->
                        DaemonThreads.create("berth-clear-" + id, () -> run(id, mine)).start());
        return mine;
    }

    private void run(String id, CompletableFuture<Void> mine) {
        try {
            cleaner.clear(id);
            ended(id, true);
            mine.complete(null);
        } catch (ContainerdCallException e) {
            ended(id, false);
            if (e.isUnanswered()) {
                owe(id);
            }
            mine.completeExceptionally(e);
        } catch (Throwable e) {
            ended(id, false);
            mine.completeExceptionally(e);
        }
    }

    private synchronized void ended(String id, boolean cleared) {
        underWay.remove(id);
        if (cleared) {
            owed.remove(id);
        }
    }

    private void owe(String id) {
        synchronized (this) {
            if (!owed.add(id)) {
                return;
            }
        }
        log.warn("what is left of plugin {} is removed as soon as containerd answers", id);
        answering.get().thenRun(() -> pay(id));
    }

    private synchronized void pay(String id) {
        if (owed.remove(id)) {
            begin(id).whenComplete((done, error) -> told(id, error));
        }
    }

    private void told(String id, Throwable error) {
        if (error == null) {
            log.info("what was left of plugin {} is removed", id);
        } else {
            log.warn("what is left of plugin {} cannot be removed: {}", id, error.getMessage());
        }
    }

    /** A plugin that is attached to is no longer to be cleared. */
    synchronized void forget(String id) {
        owed.remove(id);
    }

    /** Lets those under way end, for a time. */
    @Override
    public void close() {
        List<CompletableFuture<Void>> left;
        synchronized (this) {
            owed.clear();
            left = List.copyOf(underWay.values());
        }
        try {
            CompletableFuture.allOf(left.toArray(CompletableFuture[]::new))
                    .get(END.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            log.debug("what is left of plugins is removed by the next engine", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static PluginRuntimeException failure(String id, Throwable why) {
        return new PluginRuntimeException(
                "what is left of plugin " + id + " cannot be removed: " + why.getMessage(), why);
    }
}
