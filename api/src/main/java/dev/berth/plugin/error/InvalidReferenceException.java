package dev.berth.plugin.error;

/**
 * The text is not a reference to a plugin, or the reference may not be used for what was asked: a
 * local name with a digest, say.
 */
public final class InvalidReferenceException extends PluginException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message what is wrong with the reference, in Docker's own words where Docker has some
     */
    public InvalidReferenceException(String message) {
        super(message);
    }
}
