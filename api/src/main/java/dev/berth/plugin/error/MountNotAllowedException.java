package dev.berth.plugin.error;

import java.util.Objects;

/**
 * A plugin's config asks for a mount that no plugin gets on this host: a file system type, an
 * option or a source that the operator has not allowed.
 */
public final class MountNotAllowedException extends PluginException {
    private static final long serialVersionUID = 1L;

    private final String destination;

    /**
     * @param destination where in the plugin it would be
     * @param reason what of it is not allowed, and what to do
     */
    public MountNotAllowedException(String destination, String reason) {
        super(
                "the plugin's mount at %s is not allowed: %s"
                        .formatted(
                                Objects.requireNonNull(destination, "destination"),
                                Objects.requireNonNull(reason, "reason")));
        this.destination = destination;
    }

    /** Returns where in the plugin it would be. */
    public String destination() {
        return destination;
    }
}
