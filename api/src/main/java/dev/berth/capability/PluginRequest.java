package dev.berth.capability;

import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;

/**
 * One call to a plugin. Immutable, as long as nobody changes the body's array: it is not copied.
 */
public final class PluginRequest {

    private static final byte[] NOTHING = {};

    private final String method;
    private final byte[] body;
    private final Duration deadline;
    private final boolean repeatable;

    private PluginRequest(String method, byte[] body, Duration deadline, boolean repeatable) {
        this.method = Objects.requireNonNull(method, "method");
        this.body = Objects.requireNonNull(body, "body");
        this.deadline = Objects.requireNonNull(deadline, "deadline");
        this.repeatable = repeatable;
    }

    /** Returns a call without arguments that may change something, with the plugin's own limit. */
    public static PluginRequest of(String method) {
        return new PluginRequest(method, NOTHING, Duration.ZERO, false);
    }

    /** Returns the same call with a JSON document, or an empty array for none; it is not copied. */
    public PluginRequest withBody(byte[] body) {
        return new PluginRequest(method, body, deadline, repeatable);
    }

    /** Returns the same call with a limit for all of it; zero for the plugin's own limit. */
    public PluginRequest withDeadline(Duration deadline) {
        return new PluginRequest(method, body, deadline, repeatable);
    }

    /** Returns the same call, to be made again or not when its connection breaks. */
    public PluginRequest withRepeatable(boolean repeatable) {
        return new PluginRequest(method, body, deadline, repeatable);
    }

    /**
     * Returns the method, {@code VolumeDriver.Create}: what stands behind the slash of the path.
     */
    public String method() {
        return method;
    }

    /**
     * Returns the JSON document to send, or an empty array for a call without arguments; not to be
     * changed.
     */
    public byte[] body() {
        return body;
    }

    /** Returns how long the whole call may take; zero for the plugin's own limit. */
    public Duration deadline() {
        return deadline;
    }

    /**
     * Returns whether the call does no harm when it is made twice; such a call is made again on a
     * new connection when one breaks.
     */
    public boolean repeatable() {
        return repeatable;
    }

    /** Returns a call without arguments that only asks. */
    public static PluginRequest ask(String method, Duration deadline) {
        return of(method).withDeadline(deadline).withRepeatable(true);
    }

    /** Returns a call that may change something. */
    public static PluginRequest change(String method, byte[] body, Duration deadline) {
        return of(method).withBody(body).withDeadline(deadline);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PluginRequest that
                && method.equals(that.method)
                && Arrays.equals(body, that.body)
                && deadline.equals(that.deadline)
                && repeatable == that.repeatable;
    }

    @Override
    public int hashCode() {
        return Objects.hash(method, Arrays.hashCode(body), deadline, repeatable);
    }

    @Override
    public String toString() {
        return "PluginRequest[method=%s, body=%d bytes, deadline=%s, repeatable=%s]"
                .formatted(method, body.length, deadline, repeatable);
    }
}
