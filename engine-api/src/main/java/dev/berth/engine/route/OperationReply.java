package dev.berth.engine.route;

import dev.berth.engine.exchange.ApiResponse;
import dev.berth.engine.exchange.Reply;
import dev.berth.engine.route.ErrorResponses.Problem;
import dev.berth.plugin.Operation;
import java.util.function.Function;

/** Sends the outcome of a manager's operation, which is cancelled if the client goes. */
final class OperationReply {
    private final ErrorResponses errors;

    OperationReply(ErrorResponses errors) {
        this.errors = errors;
    }

    /** Sends the response when the operation ends. */
    <T> void send(Operation<T> operation, Reply reply, Function<T, ApiResponse> success) {
        send(operation, reply, success, errors::of);
    }

    /**
     * Sends the response when the operation ends.
     *
     * @param problems what the client is told of a failure on this route
     */
    <T> void send(
            Operation<T> operation,
            Reply reply,
            Function<T, ApiResponse> success,
            Function<Throwable, Problem> problems) {
        reply.onGone(operation::cancel);
        operation
                .result()
                .whenComplete(
                        (value, failure) ->
                                reply.send(
                                        failure == null
                                                ? response(value, success)
                                                : problems.apply(failure).response()));
    }

    /** Without this, a value that cannot be shown would leave the client without a reply. */
    private <T> ApiResponse response(T value, Function<T, ApiResponse> success) {
        try {
            return success.apply(value);
        } catch (Throwable e) {
            return errors.of(e).response();
        }
    }
}
