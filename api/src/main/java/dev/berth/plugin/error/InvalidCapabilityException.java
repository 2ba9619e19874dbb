package dev.berth.plugin.error;

import dev.berth.capability.Capability;
import java.util.Objects;

/** The text is not a capability, {@code prefix.name/version}. */
public final class InvalidCapabilityException extends PluginException {
    private static final long serialVersionUID = 1L;

    private final String text;

    /**
     * @param text what was given
     */
    public InvalidCapabilityException(String text) {
        super(
                "\"%s\" is not a capability: write it like %s"
                        .formatted(Objects.requireNonNull(text, "text"), Capability.VOLUME_DRIVER));
        this.text = Objects.requireNonNull(text, "text");
    }

    /** Returns what was given. */
    public String text() {
        return text;
    }
}
