package dev.berth.driver;

import dev.berth.plugin.error.PluginException;

/** A member of a JSON message has another type than the protocol wants. */
public final class InvalidMessageException extends PluginException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message which member, what it is, and what it should be
     */
    public InvalidMessageException(String message) {
        super(message);
    }
}
