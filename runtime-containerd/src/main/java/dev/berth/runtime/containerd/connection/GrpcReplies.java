package dev.berth.runtime.containerd.connection;

import com.google.common.util.concurrent.ListenableFuture;
import io.grpc.Status;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for gRPC's futures, and translates gRPC's errors to {@link ContainerdCallException}. */
public final class GrpcReplies {
    /** What containerd puts behind its errors' texts when they have no class of their own. */
    private static final String NO_CLASS = ": unknown";

    private GrpcReplies() {}

    /** Waits for a reply; interrupting the thread cancels the call. */
    public static <T> T await(ListenableFuture<T> reply)
            throws InterruptedException, ContainerdCallException {
        try {
            return reply.get();
        } catch (InterruptedException e) {
            reply.cancel(true);
            throw e;
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        }
    }

    /** Waits for a reply; interrupting the thread ends the waiting, and the call goes on. */
    public static <T> T await(CompletableFuture<T> reply)
            throws InterruptedException, ContainerdCallException {
        try {
            return reply.get();
        } catch (ExecutionException e) {
            throw known(e);
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
            throw known(e);
        } catch (TimeoutException e) {
            throw failure(Status.DEADLINE_EXCEEDED.withCause(e).asException());
        }
    }

    private static ContainerdCallException known(ExecutionException e) {
        return e.getCause() instanceof ContainerdCallException known
                ? known
                : failure(e.getCause());
    }

    /** Hands the reply to a stage, which completes on a thread of the connection. */
    public static <T> CompletableFuture<T> stage(ListenableFuture<T> reply) {
        CompletableFuture<T> stage = new CompletableFuture<>();
        reply.addListener(() -> complete(stage, reply), Runnable::run);
        return stage;
    }

    private static <T> void complete(CompletableFuture<T> stage, ListenableFuture<T> reply) {
        try {
            stage.complete(reply.get());
        } catch (ExecutionException e) {
            stage.completeExceptionally(failure(e.getCause()));
        } catch (InterruptedException e) {
            stage.completeExceptionally(e);
        }
    }

    /** Returns what a call failed with. */
    public static ContainerdCallException failure(Throwable error) {
        Status status = Status.fromThrowable(error);
        String text = status.getDescription() == null ? "" : status.getDescription();
        if (text.endsWith(NO_CLASS)) {
            text = text.substring(0, text.length() - NO_CLASS.length());
        }
        if (status.getCode() == Status.Code.DEADLINE_EXCEEDED) {
            text = "containerd did not answer in time";
        }
        return new ContainerdCallException(
                status.getCode(), text.isEmpty() ? status.getCode().toString() : text, error);
    }
}
