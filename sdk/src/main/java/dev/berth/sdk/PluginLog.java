package dev.berth.sdk;

import dev.berth.shared.protocol.ProtocolReply;
import java.nio.charset.StandardCharsets;

/**
 * What a plugin prints: information to standard output and failures to standard error, by which an
 * engine tells one from the other in its own log.
 */
record PluginLog(boolean debug) {
    void information(String message) {
        System.out.println(message);
    }

    void error(String message) {
        System.err.println(message);
    }

    /** A driver has thrown: its caller gets the message, this says where. */
    void failure(Throwable cause) {
        if (debug) {
            cause.printStackTrace();
            return;
        }
        StackTraceElement[] trace = cause.getStackTrace();
        error(trace.length == 0 ? cause.toString() : cause + " (at " + trace[0] + ")");
    }

    void call(String method, byte[] body, ProtocolReply reply) {
        if (debug) {
            String text =
                    reply.stream().isPresent()
                            ? "a stream"
                            : new String(reply.text(), StandardCharsets.UTF_8);
            information(
                    "%s %s -> %d %s"
                            .formatted(
                                    method,
                                    new String(body, StandardCharsets.UTF_8),
                                    reply.status(),
                                    text));
        }
    }
}
