package dev.berth.core.client;

import java.io.IOException;

/**
 * The plugin closed a unix connection before it had read a request to its end, so it cannot have
 * acted on it: the kernel reports EPIPE to the writer, or ECONNRESET for bytes left unread. After
 * the last byte was read it reports the end of the stream instead.
 */
final class RequestUnreadException extends IOException {
    private static final long serialVersionUID = 1L;

    RequestUnreadException(IOException cause) {
        super("the plugin hung up before it had read the call: " + cause.getMessage(), cause);
    }
}
