package dev.berth.desired;

import dev.berth.plugin.error.OperationCancelledException;
import dev.berth.plugin.error.OperationFailedException;
import dev.berth.plugin.error.PluginTimeoutException;
import dev.berth.shared.thread.DaemonThreads;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.osgi.service.log.Logger;

/** The one thread that the {@link Reconciler}'s state is confined to, and the workers beside it. */
final class ReconcilerThreads implements AutoCloseable {
    private static final int WORKERS = 4;
    private static final int STOP_SECONDS = 10;
    private static final String LOOK = "a look at the desired state";

    private final Logger log;
    private final ScheduledThreadPoolExecutor loop =
            DaemonThreads.timer(DaemonThreads.named("berth-desired"));
    private final ThreadPoolExecutor workers =
            new ThreadPoolExecutor(
                    WORKERS,
                    WORKERS,
                    1,
                    TimeUnit.SECONDS,
                    new LinkedBlockingQueue<>(),
                    DaemonThreads.numbered("berth-desired-step-"),
                    new ThreadPoolExecutor.DiscardPolicy());

    ReconcilerThreads(Logger log) {
        this.log = log;
        workers.allowCoreThreadTimeOut(true);
        loop.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** Does something on the one thread. */
    void execute(Runnable task) {
        loop.execute(guarded(task));
    }

    /** Does something on the one thread, a while later. */
    Future<?> in(Duration delay, Runnable task) {
        return loop.schedule(guarded(task), delay.toMillis() + 1, TimeUnit.MILLISECONDS);
    }

    /** Does something that may wait; it is interrupted when all ends. */
    void work(Runnable task) {
        workers.execute(task);
    }

    /**
     * Does something on the one thread, and waits for it. What has not begun when the waiting ends
     * is not done any more.
     *
     * @throws dev.berth.plugin.error.PluginException as the task does, or if the thread has ended
     */
    <T> T call(Supplier<T> task) {
        Future<T> call = loop.submit((Callable<T>) task::get);
        try {
            return call.get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException problem) {
                throw problem;
            }
            throw new OperationFailedException(LOOK, e.getCause());
        } catch (CancellationException e) {
            throw new OperationCancelledException(LOOK);
        } catch (TimeoutException e) {
            call.cancel(false);
            throw new PluginTimeoutException(
                    "the desired state does not answer", Duration.ofSeconds(STOP_SECONDS));
        } catch (InterruptedException e) {
            call.cancel(false);
            Thread.currentThread().interrupt();
            throw new OperationCancelledException(LOOK);
        }
    }

    /** Interrupts the workers, and lets the one thread finish what it is at. */
    @Override
    public void close() {
        // No interrupt of the loop: it would spoil a file that is being written.
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

    /** Returns whether the one thread has ended. */
    boolean isEnded() {
        return loop.isTerminated();
    }

    private Runnable guarded(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException | Error e) {
                log.error("the desired state cannot be looked at", e);
            }
        };
    }
}
