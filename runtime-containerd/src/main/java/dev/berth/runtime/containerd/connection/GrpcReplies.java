package dev.berth.runtime.containerd.connection;

import dev.berth.runtime.containerd.grpc.GrpcException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for replies, and throws what calls failed with. */
public final class GrpcReplies {
    private GrpcReplies() {}

    /** Waits for a reply; interrupting the thread ends the waiting, and the call goes on. */
    public static <T> T await(CompletableFuture<T> reply)
            throws InterruptedException, ContainerdCallException {
        try {
            return reply.get();
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        }
    }

    /**
     * Waits for a reply for a time, and no longer.
     *
     * @throws ContainerdCallException as well if it does not come in time
     */
    public static <T> T await(CompletableFuture<T> reply, Duration limit)
            throws InterruptedException, ContainerdCallException {
        try {
            return reply.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        } catch (TimeoutException e) {
            throw ContainerdCallException.ofTimeout(e);
        }
    }

    /** Returns what a call failed with. */
    static ContainerdCallException failure(Throwable error) {
        if (error instanceof ContainerdCallException known) {
            return known;
        }
        return error instanceof GrpcException failed
                ? ContainerdCallException.of(failed)
                : ContainerdCallException.ofUnexpected(error);
    }
}
