package dev.berth.runtime.containerd.host;

import dev.berth.shared.thread.DaemonThreads;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Runs on a thread of its own what must complete although the caller is interrupted. */
public final class UninterruptibleCall {
    private UninterruptibleCall() {}

    /**
     * Returns what the work returns; the caller's interruption stays noted.
     *
     * @param thread the thread's name
     * @throws CompletionException with what the work threw
     */
    public static <T> T call(String thread, Callable<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        DaemonThreads.create(thread, () -> complete(result, work)).start();
        return result.join();
    }

    private static <T> void complete(CompletableFuture<T> result, Callable<T> work) {
        try {
            result.complete(work.call());
        } catch (Exception e) {
            result.completeExceptionally(e);
        }
    }
}
