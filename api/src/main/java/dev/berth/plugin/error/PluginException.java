package dev.berth.plugin.error;

/** What all that can go wrong with plugins has in common: a message fit for a user's eyes. */
public abstract class PluginException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message what was asked, what happened, what to do
     */
    protected PluginException(String message) {
        super(message);
    }

    /**
     * @param message what was asked, what happened, what to do
     * @param cause what brought it about
     */
    protected PluginException(String message, Throwable cause) {
        super(message, cause);
    }
}
