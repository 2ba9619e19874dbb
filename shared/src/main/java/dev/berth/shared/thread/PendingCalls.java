package dev.berth.shared.thread;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Calls that can hang, such as those of a file system whose server is away, on threads of their
 * own, for which callers wait with a limit. There is one at a time for each key: what hangs costs
 * one thread however often it is asked, and is waited for once. A result is never older than the
 * call that gets it.
 */
public final class PendingCalls<K, V> {

    /** What can hang. */
    @FunctionalInterface
    public interface Call<K, V> {
        V call(K key) throws Exception;
    }

    private final String threadName;
    private final Call<K, V> call;
    private final Runnable afterLate;
    private final Map<K, Pending<V>> pending = new ConcurrentHashMap<>();

    /** One call that is under way. */
    private static final class Pending<V> {
        private final long begin = System.nanoTime();
        private final CompletableFuture<V> result = new CompletableFuture<>();
        private final AtomicBoolean givenUp = new AtomicBoolean();

        private V await(Duration limit)
                throws InterruptedException, ExecutionException, TimeoutException {
            long left = Math.max(0, begin + limit.toNanos() - System.nanoTime());
            return result.get(left, TimeUnit.NANOSECONDS);
        }
    }

    /**
     * @param afterLate is run after the end of a call that somebody no longer waited for
     */
    public PendingCalls(String threadName, Call<K, V> call, Runnable afterLate) {
        this.threadName = threadName;
        this.call = call;
        this.afterLate = afterLate;
    }

    /**
     * Returns what a call that begins now returns.
     *
     * @param limit how long a call may take; one that hangs already fails this one at once
     * @throws ExecutionException if it throws; the cause says what
     * @throws TimeoutException if it does not end in time
     */
    public V call(K key, Duration limit)
            throws InterruptedException, ExecutionException, TimeoutException {
        Pending<V> mine = new Pending<>();
        Pending<V> before = pending.putIfAbsent(key, mine);
        while (before != null) {
            awaitEnd(before, limit);
            mine = new Pending<>();
            before = pending.putIfAbsent(key, mine);
        }
        start(key, mine);
        return await(mine, limit);
    }

    private void awaitEnd(Pending<V> other, Duration limit)
            throws InterruptedException, TimeoutException {
        try {
            await(other, limit);
        } catch (ExecutionException e) {
            // That was another caller's.
            return;
        }
    }

    private V await(Pending<V> under, Duration limit)
            throws InterruptedException, ExecutionException, TimeoutException {
        try {
            return under.await(limit);
        } catch (TimeoutException e) {
            if (under.givenUp.compareAndSet(false, true)) {
                under.result.whenComplete((value, failure) -> afterLate.run());
            }
            throw e;
        }
    }

    private void start(K key, Pending<V> mine) {
        try {
            DaemonThreads.create(threadName, () -> run(key, mine)).start();
        } catch (OutOfMemoryError e) {
            pending.remove(key, mine);
            mine.result.completeExceptionally(
                    new RejectedExecutionException("no thread can be started now", e));
        }
    }

    private void run(K key, Pending<V> mine) {
        V value = null;
        Throwable failure = null;
        try {
            value = call.call(key);
        } catch (Throwable t) {
            failure = t;
        }
        pending.remove(key, mine);
        if (failure == null) {
            mine.result.complete(value);
        } else {
            mine.result.completeExceptionally(failure);
        }
    }
}
