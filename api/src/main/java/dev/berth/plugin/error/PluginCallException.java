package dev.berth.plugin.error;

import java.util.Objects;
import java.util.OptionalInt;

/** A call to a plugin failed. */
public final class PluginCallException extends PluginException {
    private static final long serialVersionUID = 1L;

    private final String plugin;
    private final String method;
    private final Reason reason;
    private final transient OptionalInt status;

    /** What kind of failure it was. More may come: who switches over them has a default. */
    public enum Reason {
        /** No connection could be made: the plugin has not seen the call. */
        UNREACHABLE,
        /**
         * The plugin is enabled and does not run: it has ended and is started again, or has failed.
         * It has not seen the call; later ones may succeed.
         */
        DOWN,
        /** The connection broke: the plugin may have done what it was asked. */
        BROKEN,
        /** The answer is not HTTP, or not the JSON that the protocol wants. */
        MALFORMED,
        /** The plugin does not know the method: it answered 404. */
        NOT_SUPPORTED,
        /** The plugin answered with an error of its own. */
        FAILED
    }

    /**
     * @param plugin the plugin's name
     * @param method {@code VolumeDriver.Create}
     * @param status the HTTP status if there was an answer
     * @param detail what the plugin said, or what went wrong
     * @param cause what brought it about, or null
     */
    public PluginCallException(
            String plugin,
            String method,
            Reason reason,
            OptionalInt status,
            String detail,
            Throwable cause) {
        super("plugin %s: %s: %s".formatted(plugin, method, detail), cause);
        this.plugin = Objects.requireNonNull(plugin, "plugin");
        this.method = Objects.requireNonNull(method, "method");
        this.reason = Objects.requireNonNull(reason, "reason");
        this.status = Objects.requireNonNull(status, "status");
    }

    /** Returns the plugin's name. */
    public String plugin() {
        return plugin;
    }

    /** Returns the method that was called. */
    public String method() {
        return method;
    }

    /** Returns what kind of failure it was. */
    public Reason reason() {
        return reason;
    }

    /** Returns the HTTP status if there was an answer. */
    public OptionalInt status() {
        return status;
    }
}
