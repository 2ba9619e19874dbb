package dev.berth.engine.itest;

import dev.berth.engine.support.Docker;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for an engine's reply to a row; a timeout fails with the state of all servers. */
record ReplyWait(TestEnvironment machines, Row row) {

    RecordedReply get(Future<RecordedReply> answer) throws Exception {
        try {
            // The command has the same limit and says more.
            return answer.get(Docker.LIMIT.toSeconds() + 5, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            answer.cancel(true);
            throw new AssertionError(
                    "no answer to: %s%n%s".formatted(row.text(), machines.state()), e);
        }
    }
}
