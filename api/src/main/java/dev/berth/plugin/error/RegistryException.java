package dev.berth.plugin.error;

import java.util.Objects;

/** A registry did not give, or did not take, what it was asked to. */
public final class RegistryException extends PluginException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final String registry;
    private final String repository;

    /** What kind of failure it was. */
    public enum Reason {
        /** The repository, tag or blob is not there. */
        NOT_FOUND,
        /** A login is missing, wrong, or not enough. */
        UNAUTHORIZED,
        /** The registry could not be reached, or broke off. */
        UNREACHABLE,
        /** The registry sent what contradicts a digest, a size or the specification. */
        CORRUPT,
        /** What is there is no plugin for this platform. */
        UNSUPPORTED,
        /** The registry refused, or failed in some other way. */
        REFUSED
    }

    /**
     * @param registry its host and port
     * @param repository the path asked for, empty if it did not come to that
     */
    public RegistryException(Reason reason, String registry, String repository, String message) {
        this(reason, registry, repository, message, null);
    }

    /**
     * @param registry its host and port
     * @param repository the path asked for, empty if it did not come to that
     * @param cause what brought it about, or null
     */
    public RegistryException(
            Reason reason, String registry, String repository, String message, Throwable cause) {
        super(message, cause);
        this.reason = Objects.requireNonNull(reason, "reason");
        this.registry = Objects.requireNonNull(registry, "registry");
        this.repository = Objects.requireNonNull(repository, "repository");
    }

    /** Returns what kind of failure it was. */
    public Reason reason() {
        return reason;
    }

    /** Returns the registry's host and port. */
    public String registry() {
        return registry;
    }

    /** Returns the repository asked for, empty if it did not come to that. */
    public String repository() {
        return repository;
    }
}
