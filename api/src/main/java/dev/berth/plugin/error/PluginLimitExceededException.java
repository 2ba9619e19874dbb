package dev.berth.plugin.error;

/** Something is larger or longer than it may be: a time limit, a socket's path, a file. */
public final class PluginLimitExceededException extends PluginException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message what exceeds which limit
     */
    public PluginLimitExceededException(String message) {
        super(message);
    }
}
