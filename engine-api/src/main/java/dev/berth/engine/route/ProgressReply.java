package dev.berth.engine.route;

import dev.berth.engine.exchange.ApiResponse;
import dev.berth.engine.exchange.Reply;
import dev.berth.engine.route.ErrorResponses.Problem;
import dev.berth.engine.stream.PendingLines;
import dev.berth.plugin.Operation;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.Progress;
import dev.berth.plugin.ProgressListener;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The streamed response to a pull, push or upgrade. A failure before the stream has begun has a
 * status of its own, a later one is the stream's last line.
 */
final class ProgressReply implements ProgressListener {
    private final Reply reply;
    private final ApiResponse head;
    private final PendingLines lines;
    private final ProgressListener writer;
    private Runnable wake;

    /**
     * @param writer adds lines for the steps
     */
    ProgressReply(Reply reply, ApiResponse head, PendingLines lines, ProgressListener writer) {
        this.reply = reply;
        this.head = head;
        this.lines = lines;
        this.writer = writer;
    }

    /** Sends the head, unless it is sent, and the lines that wait. */
    void flush() {
        stream().run();
    }

    /**
     * Begins an operation and ends the response when it ends; cancels it if the client goes.
     *
     * @param success adds the last lines
     */
    void follow(
            Supplier<Operation<Plugin>> beginning,
            Consumer<Plugin> success,
            Function<Throwable, Problem> problems) {
        try {
            Operation<Plugin> operation = beginning.get();
            reply.onGone(operation::cancel);
            operation
                    .result()
                    .whenComplete((plugin, failure) -> end(plugin, failure, success, problems));
        } catch (Throwable e) {
            fail(problems.apply(e));
        }
    }

    private void end(
            Plugin plugin,
            Throwable failure,
            Consumer<Plugin> success,
            Function<Throwable, Problem> problems) {
        if (failure == null) {
            succeed(plugin, success, problems);
        } else {
            fail(problems.apply(failure));
        }
    }

    private void succeed(
            Plugin plugin, Consumer<Plugin> success, Function<Throwable, Problem> problems) {
        try {
            success.accept(plugin);
            end();
        } catch (Throwable e) {
            fail(problems.apply(e));
        }
    }

    /** Begins the stream once the reference is resolved. */
    @Override
    public void progress(Progress step) {
        writer.progress(step);
        if (step.phase() != Progress.Phase.RESOLVING) {
            flush();
        }
    }

    private void end() {
        lines.end();
        flush();
    }

    private void fail(Problem problem) {
        if (hasBegun()) {
            lines.put("error", ErrorResponses.line(problem));
            end();
        } else {
            reply.send(problem.response());
        }
    }

    private synchronized boolean hasBegun() {
        return wake != null;
    }

    private synchronized Runnable stream() {
        if (wake == null) {
            wake = reply.stream(head, lines);
        }
        return wake;
    }
}
