package dev.berth.plugin.error;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * A call was not sent: several calls to the plugin in a row had no answer, so that further ones
 * fail at once. From time to time one is let through, and the first answer ends it.
 */
public final class PluginCircuitOpenException extends PluginException {
    private static final long serialVersionUID = 1L;

    private final String plugin;
    private final String method;
    private final Instant since;
    private final Duration untilRetry;

    /**
     * @param plugin the plugin's name
     * @param method {@code VolumeDriver.Create}
     * @param since when calls began to be refused
     * @param untilRetry how long it is until a call is let through again
     * @param reason which calls had no answer
     */
    public PluginCircuitOpenException(
            String plugin, String method, Instant since, Duration untilRetry, String reason) {
        super(
                ("plugin %s: %s: not sent, because %s. Calls fail at once since %s; one is let"
                                + " through in %s s. If the plugin does not recover, disable and"
                                + " enable it")
                        .formatted(
                                plugin,
                                method,
                                reason,
                                Objects.requireNonNull(since, "since"),
                                Objects.requireNonNull(untilRetry, "untilRetry").toMillis()
                                        / 1000.0));
        this.plugin = Objects.requireNonNull(plugin, "plugin");
        this.method = Objects.requireNonNull(method, "method");
        this.since = since;
        this.untilRetry = untilRetry;
    }

    /** Returns the plugin's name. */
    public String plugin() {
        return plugin;
    }

    /** Returns the method that was not called. */
    public String method() {
        return method;
    }

    /** Returns when calls began to be refused. */
    public Instant since() {
        return since;
    }

    /** Returns how long it is until a call is let through again; zero while one is under way. */
    public Duration untilRetry() {
        return untilRetry;
    }
}
