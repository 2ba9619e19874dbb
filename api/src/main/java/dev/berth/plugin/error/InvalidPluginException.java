package dev.berth.plugin.error;

/** A plugin is not what it should be: its config, its manifest, or the archive to make it of. */
public final class InvalidPluginException extends PluginException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message what is wrong with it
     */
    public InvalidPluginException(String message) {
        super(message);
    }

    /**
     * @param message what is wrong with it
     * @param cause what brought it about, or null
     */
    public InvalidPluginException(String message, Throwable cause) {
        super(message, cause);
    }
}
