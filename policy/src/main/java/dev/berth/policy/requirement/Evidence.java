package dev.berth.policy.requirement;

import java.util.Objects;

/**
 * One signature of any format as it was stored, not verified.
 *
 * @param content payload, bundle or envelope; not to be changed
 * @param signature of a payload; empty for what has it inside; not to be changed
 */
public record Evidence(Format format, byte[] content, byte[] signature) {

    /** How it is to be read. */
    public enum Format {
        SIMPLE_SIGNING,
        SIGSTORE_BUNDLE,
        NOTATION_JWS
    }

    public Evidence {
        Objects.requireNonNull(format, "format");
        Objects.requireNonNull(content, "content");
        Objects.requireNonNull(signature, "signature");
    }
}
