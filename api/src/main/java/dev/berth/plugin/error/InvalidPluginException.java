package dev.berth.plugin.error;

/** What was given is not what it should be: a reference, a config, an archive, a limit. */
public final class InvalidPluginException extends PluginException {
    private static final long serialVersionUID = 1L;

    public InvalidPluginException(String message) {
        super(message);
    }

    public InvalidPluginException(String message, Throwable cause) {
        super(message, cause);
    }
}
