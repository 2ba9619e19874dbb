package dev.berth.engine.route;

import dev.berth.engine.exchange.ApiResponse;
import dev.berth.engine.exchange.Reply;
import dev.berth.engine.route.ErrorResponses.Problem;
import dev.berth.plugin.Operation;
import java.util.function.Function;

/** Ties a manager's operation to the client that waits for it: when one goes, so does the other. */
final class OperationReply {
    private final ErrorResponses failures;

    OperationReply(ErrorResponses failures) {
        this.failures = failures;
    }

    /** Answers with what the operation ends with. */
    <T> void answer(Operation<T> operation, Reply reply, Function<T, ApiResponse> success) {
        answer(operation, reply, success, failures::of);
    }

    /** Answers with what the operation ends with, and tells a failure in the route's words. */
    <T> void answer(
            Operation<T> operation,
            Reply reply,
            Function<T, ApiResponse> success,
            Function<Throwable, Problem> words) {
        reply.onGone(operation::cancel);
        operation
                .result()
                .whenComplete(
                        (value, failure) ->
                                reply.send(
                                        failure == null
                                                ? success.apply(value)
                                                : words.apply(failure).answer()));
    }
}
