package dev.berth.shared.protocol;

import dev.berth.capability.PluginRequest;
import dev.berth.driver.DriverClient;
import dev.berth.driver.InvalidMessageException;
import dev.berth.driver.JsonObject;
import dev.berth.plugin.error.PluginCallException;
import dev.berth.plugin.error.PluginCallException.Reason;
import dev.berth.shared.protocol.MessageForm.Nothing;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * One method of a protocol.
 *
 * @param name {@code VolumeDriver.Create}
 * @param deadline how long a call may take; zero for the plugin's own limit
 * @param repeatable whether it does no harm when it is called twice
 */
public record ProtocolMethod<Q, A>(
        String name,
        MessageForm<Q> request,
        MessageForm<A> response,
        Duration deadline,
        boolean repeatable) {

    /** Returns a method that only asks. */
    public static <Q, A> ProtocolMethod<Q, A> ask(
            String name, MessageForm<Q> request, MessageForm<A> response) {
        return new ProtocolMethod<>(name, request, response, Duration.ZERO, true);
    }

    /** Returns a method that may change something. */
    public static <Q, A> ProtocolMethod<Q, A> change(
            String name, MessageForm<Q> request, MessageForm<A> response) {
        return new ProtocolMethod<>(name, request, response, Duration.ZERO, false);
    }

    /** Returns a method that may change something, and returns nothing. */
    public static <Q> ProtocolMethod<Q, Nothing> change(String name, MessageForm<Q> request) {
        return change(name, request, MessageForm.NOTHING);
    }

    /** Returns the same method with a limit of its own for all of a call. */
    public ProtocolMethod<Q, A> within(Duration deadline) {
        return new ProtocolMethod<>(name, request, response, deadline, repeatable);
    }

    /** Calls it. */
    public A call(DriverClient plugin, Q value) {
        PluginRequest call =
                PluginRequest.of(name).withDeadline(deadline).withRepeatable(repeatable);
        JsonObject reply =
                plugin.call(call, request.write().apply(Objects.requireNonNull(value, "value")));
        try {
            return response.read().apply(reply);
        } catch (InvalidMessageException e) {
            throw plugin.malformed(name, e.getMessage());
        }
    }

    /** Calls it; empty if the plugin does not know it. */
    public Optional<A> callIfKnown(DriverClient plugin, Q value) {
        try {
            return Optional.of(call(plugin, value));
        } catch (PluginCallException e) {
            if (e.reason() == Reason.NOT_SUPPORTED) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
