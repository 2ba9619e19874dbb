package dev.berth.desired;

import dev.berth.desired.plan.PlanStep;
import dev.berth.desired.plan.Planner;
import dev.berth.plugin.Plugin;
import dev.berth.shared.thread.DaemonThreads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** What the {@link Reconciler} knows of one configuration; confined to its thread. */
final class ConfigurationEntry {
    private final String pid;
    private Wish wish;
    private boolean deleted;

    /** Whether it has come true since it was made or changed. */
    private boolean settled;

    private boolean running;
    private long revision;
    private int failures;

    /** Whether its first try since it was made or changed has got its time. */
    private boolean splayed;

    private long notBefore = System.nanoTime();
    private String told = "";

    /** One for each caller that waits for the outcome. */
    private final List<CompletableFuture<Void>> awaited = new ArrayList<>();

    ConfigurationEntry(String pid, Wish wish, boolean settled) {
        this.pid = pid;
        this.wish = wish;
        this.settled = settled;
    }

    String pid() {
        return pid;
    }

    Wish wish() {
        return wish;
    }

    void change(Wish changed) {
        settled = settled && !deleted && changed.fingerprint().equals(wish.fingerprint());
        wish = changed;
        deleted = false;
        splayed = false;
        revision++;
        retryNow();
    }

    void delete() {
        deleted = true;
        revision++;
        retryNow();
    }

    /** Returns a number that is another after each change and deletion of the configuration. */
    long revision() {
        return revision;
    }

    boolean deleted() {
        return deleted;
    }

    boolean settled() {
        return settled && !deleted;
    }

    void settle() {
        settled = true;
    }

    /** Asks for it to be applied once more. */
    void unsettle() {
        settled = false;
    }

    /**
     * Returns a stage of the caller's own that completes when it has come true, or with the failure
     * of the next try; on another thread, because dependent actions may never return.
     */
    CompletionStage<Void> outcome() {
        CompletableFuture<Void> own = new CompletableFuture<>();
        awaited.add(own);
        return own.minimalCompletionStage();
    }

    /** Tells who waits for the outcome that it has come true. */
    void succeed() {
        tell(own -> own.complete(null));
    }

    /** Tells who waits for the outcome of a failure. */
    void fail(RuntimeException problem) {
        tell(own -> own.completeExceptionally(problem));
    }

    private void tell(Consumer<CompletableFuture<Void>> completion) {
        awaited.forEach(
                own ->
                        DaemonThreads.runBeside(
                                "berth-desired-result", () -> completion.accept(own)));
        awaited.clear();
    }

    boolean busy() {
        return running || System.nanoTime() - notBefore < 0;
    }

    void running(boolean now) {
        running = now;
    }

    List<PlanStep> plan(Optional<Plugin> actual) {
        return deleted
                ? Planner.end(wish.whenDeleted(), actual)
                : Planner.plan(wish.plugin(), actual);
    }

    /** Puts the first try off; returns how long, and nothing for those after it. */
    Duration splay(BackOff backOff) {
        if (splayed) {
            return Duration.ZERO;
        }
        splayed = true;
        Duration delay = backOff.beforeFirst();
        notBefore = System.nanoTime() + delay.toNanos();
        return delay;
    }

    /** Counts a failure, and returns when the next try is due. */
    Duration postpone(BackOff backOff) {
        failures++;
        Duration delay = backOff.after(failures);
        notBefore = System.nanoTime() + delay.toNanos();
        return delay;
    }

    void retryNow() {
        failures = 0;
        notBefore = System.nanoTime();
    }

    /** Returns whether a text is news: it was not the last one told of this configuration. */
    boolean isNews(String text) {
        boolean news = !text.equals(told);
        told = text;
        return news;
    }
}
