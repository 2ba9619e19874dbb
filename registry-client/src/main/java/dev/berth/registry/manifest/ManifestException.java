package dev.berth.registry.manifest;

import dev.berth.plugin.error.RegistryException.Reason;

/**
 * A manifest that cannot be used. The message is a predicate: it follows on the manifest's name.
 */
public final class ManifestException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    public ManifestException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    static ManifestException corrupt(String message) {
        return new ManifestException(Reason.CORRUPT, message);
    }

    static ManifestException unsupported(String message) {
        return new ManifestException(Reason.UNSUPPORTED, message);
    }

    /** Returns the kind of failure: corrupt, or merely unsupported. */
    public Reason reason() {
        return reason;
    }
}
