package dev.berth.plugin.error;

import java.util.Objects;

/** The text is not a content digest of an algorithm that Berth knows. */
public final class InvalidDigestException extends PluginException {
    private static final long serialVersionUID = 1L;

    private final String text;

    public InvalidDigestException(String text) {
        super(
                "\"%s\" is not a digest: it must be sha256:, sha384: or sha512: and hexadecimal digits"
                        .formatted(Objects.requireNonNull(text, "text")));
        this.text = text;
    }

    /** Returns what was given. */
    public String text() {
        return text;
    }
}
