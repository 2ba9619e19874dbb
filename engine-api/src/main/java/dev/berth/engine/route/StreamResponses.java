package dev.berth.engine.route;

import dev.berth.engine.exchange.ApiResponse;
import dev.berth.engine.exchange.Reply;
import dev.berth.engine.stream.PendingLines;
import dev.berth.engine.stream.PullLines;
import dev.berth.plugin.PluginReference;
import java.util.Map;
import java.util.Optional;

/** Heads of streamed responses. */
final class StreamResponses {
    private static final byte[] NOTHING = {};

    private StreamResponses() {}

    /** Returns the head of a stream of JSON lines. */
    static ApiResponse progress() {
        return new ApiResponse(
                200, Map.of("Content-Type", "application/json"), NOTHING, Optional.empty());
    }

    /**
     * Returns the response to a pull.
     *
     * @param localName the installed plugin's, which clients use from here on
     */
    static ProgressReply pull(Reply reply, PluginReference remote, String localName) {
        PendingLines lines = new PendingLines();
        return new ProgressReply(
                reply,
                progress().with("Docker-Plugin-Name", localName),
                lines,
                new PullLines(lines, remote));
    }
}
