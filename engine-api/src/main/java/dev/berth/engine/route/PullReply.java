package dev.berth.engine.route;

import dev.berth.engine.exchange.ApiResponse;
import dev.berth.engine.exchange.Reply;
import dev.berth.engine.route.ErrorResponses.Problem;
import dev.berth.engine.stream.PendingLines;
import dev.berth.engine.stream.PullLines;
import dev.berth.plugin.Operation;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.Progress;
import dev.berth.plugin.ProgressListener;
import java.util.function.Function;

/**
 * The answer to a pull. It begins when the reference is resolved: what fails before has a status of
 * its own, what fails later is the last line.
 */
final class PullReply implements ProgressListener {
    private final Reply reply;
    private final ApiResponse head;
    private final PendingLines lines = new PendingLines();
    private final PullLines words;
    private Runnable wake;

    PullReply(Reply reply, PluginReference remote, String localName) {
        this.reply = reply;
        this.head = StreamResponses.progress().with("Docker-Plugin-Name", localName);
        this.words = new PullLines(lines, remote);
    }

    /** Follows the operation to its end. */
    void follow(Operation<Plugin> operation, Function<Throwable, Problem> problems) {
        reply.onGone(operation::cancel);
        operation
                .result()
                .whenComplete(
                        (plugin, failure) -> {
                            if (failure == null) {
                                succeed();
                            } else {
                                fail(problems.apply(failure));
                            }
                        });
    }

    @Override
    public void progress(Progress step) {
        words.progress(step);
        if (step.phase() != Progress.Phase.RESOLVING) {
            begun().run();
        }
    }

    private void succeed() {
        lines.end();
        begun().run();
    }

    private void fail(Problem problem) {
        if (hasBegun()) {
            lines.put("error", ErrorResponses.line(problem));
            succeed();
        } else {
            reply.send(problem.answer());
        }
    }

    private synchronized boolean hasBegun() {
        return wake != null;
    }

    private synchronized Runnable begun() {
        if (wake == null) {
            wake = reply.stream(head, lines);
        }
        return wake;
    }
}
