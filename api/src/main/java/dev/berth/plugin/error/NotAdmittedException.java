package dev.berth.plugin.error;

import java.util.Objects;

/** A policy of this host does not let the plugin in. */
public final class NotAdmittedException extends PluginException {
    private static final long serialVersionUID = 1L;

    /**
     * @param reason which policy, why, and who can change it
     */
    public NotAdmittedException(String reference, String reason) {
        super(
                "plugin %s is not admitted: %s"
                        .formatted(
                                Objects.requireNonNull(reference, "reference"),
                                Objects.requireNonNull(reason, "reason")));
    }
}
