package dev.berth.core.client;

import dev.berth.capability.PluginRequest;
import dev.berth.plugin.error.PluginCallException;
import dev.berth.plugin.error.PluginCallException.Reason;
import dev.berth.plugin.error.PluginCircuitOpenException;
import dev.berth.plugin.error.PluginException;
import dev.berth.plugin.error.PluginLimitExceededException;
import dev.berth.plugin.error.PluginTimeoutException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.util.OptionalInt;

/**
 * The API's exceptions for calls that failed.
 *
 * @param plugin the plugin's name
 */
record CallErrors(String plugin) {

    /** The plugin is disabled, or on its way there. */
    PluginException disabled(PluginRequest request) {
        return notSent(request, "it is no longer enabled", null);
    }

    /** The caller was interrupted before its turn. */
    PluginException interrupted(PluginRequest request, InterruptedException cause) {
        return notSent(request, "the caller was interrupted", cause);
    }

    private PluginException notSent(PluginRequest request, String detail, Exception cause) {
        return failure(request, Reason.UNREACHABLE, detail, cause);
    }

    /** Its turn did not come before its deadline. */
    PluginException tooManyCalls(PluginRequest request, int most) {
        return new PluginTimeoutException(
                ("plugin %s: %s: not sent within %s s, because %d calls are under way"
                                + " (calls.max.count)")
                        .formatted(plugin, request.method(), seconds(request), most),
                request.deadline());
    }

    /** As many streams are open as may be. */
    PluginException tooManyStreams(PluginRequest request, int most) {
        return new PluginLimitExceededException(
                "plugin %s: %s: not sent, because %d streams are open (calls.max.count): close one"
                        .formatted(plugin, request.method(), most));
    }

    /** What a transport or the circuit has thrown. */
    PluginException translated(PluginRequest request, IOException e) {
        if (e instanceof CircuitOpenException open) {
            return new PluginCircuitOpenException(
                    plugin, request.method(), open.since(), open.untilRetry(), open.getMessage());
        }
        if (e instanceof DeadlineException) {
            return new PluginTimeoutException(
                    "plugin %s: %s: no answer within %s s"
                            .formatted(plugin, request.method(), seconds(request)),
                    request.deadline());
        }
        if (e instanceof PluginUnreachableException) {
            return notSent(request, "cannot be reached: " + e.getMessage(), e);
        }
        return e instanceof MalformedReplyException
                ? failure(request, Reason.MALFORMED, e.getMessage(), e)
                : failure(request, Reason.BROKEN, broken(e), e);
    }

    private PluginException failure(
            PluginRequest request, Reason reason, String detail, Exception cause) {
        return new PluginCallException(
                plugin, request.method(), reason, OptionalInt.empty(), detail, cause);
    }

    private static double seconds(PluginRequest request) {
        return request.deadline().toMillis() / 1000.0;
    }

    private static String broken(IOException e) {
        if (e instanceof ClosedByInterruptException || e instanceof InterruptedIOException) {
            return "the caller was interrupted";
        }
        if (e instanceof ClosedChannelException) {
            return "it was disabled during the call";
        }
        return e instanceof EOFException || e instanceof RequestUnreadException
                ? e.getMessage()
                : "the connection broke: " + e;
    }
}
