package dev.berth.runtime.containerd.connection;

import com.google.protobuf.MessageLite;
import dev.berth.runtime.containerd.grpc.UnaryCall;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/** A call to containerd that is under way. */
public final class ContainerdCall<A extends MessageLite> {
    private final UnaryCall<A> call;
    private final Executor callbacks;

    ContainerdCall(UnaryCall<A> call, Executor callbacks) {
        this.call = call;
        this.callbacks = callbacks;
    }

    /** Waits for the reply; interrupting the thread cancels the call. */
    public A await() throws InterruptedException, ContainerdCallException {
        try {
            return GrpcReplies.await(call.reply());
        } catch (InterruptedException e) {
            call.cancel();
            throw e;
        }
    }

    /**
     * Returns a stage that completes with the reply, or a {@link ContainerdCallException}, on a
     * thread of its own: what depends on it may block. Where no thread can be started it fails, on
     * the event loop.
     */
    public CompletableFuture<A> stage() {
        CompletableFuture<A> stage = new CompletableFuture<>();
        call.reply()
                .whenCompleteAsync((reply, error) -> settle(stage, reply, error), callbacks)
                .whenComplete((reply, error) -> settle(stage, reply, error));
        return stage;
    }

    /** Does nothing to a stage that is settled. */
    private void settle(CompletableFuture<A> stage, A reply, Throwable error) {
        if (error == null) {
            stage.complete(reply);
        } else {
            stage.completeExceptionally(
                    GrpcReplies.failure(
                            error instanceof CompletionException ? error.getCause() : error));
        }
    }
}
