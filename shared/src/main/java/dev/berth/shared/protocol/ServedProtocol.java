package dev.berth.shared.protocol;

import dev.berth.driver.InvalidMessageException;
import dev.berth.driver.JsonObject;
import dev.berth.shared.json.JsonCodec;
import dev.berth.shared.protocol.MessageForm.Nothing;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * One protocol as it is served: its methods, each with the call of a driver that it makes. What a
 * driver throws becomes an error of the protocol, with its message; what it does not support is a
 * 404, as from a server without that method.
 */
public final class ServedProtocol implements AutoCloseable {
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final int FAILED = 500;
    private static final String ERROR = "Err";

    private final String name;
    private final String errorMember;
    private final Consumer<Throwable> failures;
    private final Map<String, Function<JsonObject, ProtocolReply>> methods = new LinkedHashMap<>();
    private Runnable end = () -> {};

    /**
     * @param name as the handshake has it, {@code VolumeDriver}
     * @param errorMember the member of a response that is its error, {@code Err}; an error has that
     *     one and {@code Err}, where Docker's client looks in each protocol
     * @param failures told what a driver has thrown
     */
    public ServedProtocol(String name, String errorMember, Consumer<Throwable> failures) {
        this.name = name;
        this.errorMember = errorMember;
        this.failures = failures;
    }

    /** Returns the name of the handshake, {@code VolumeDriver}. */
    public String name() {
        return name;
    }

    /** Returns the names of its methods, {@code VolumeDriver.Create}. */
    public Set<String> methods() {
        return Set.copyOf(methods.keySet());
    }

    /** Adds a method. */
    public <Q, A> ServedProtocol on(ProtocolMethod<Q, A> method, Function<Q, A> driver) {
        return onOptional(method, request -> Optional.of(driver.apply(request)));
    }

    /** Adds a method; a driver that returns an empty value does not support it. */
    public <Q, A> ServedProtocol onOptional(
            ProtocolMethod<Q, A> method, Function<Q, Optional<A>> driver) {
        methods.put(
                method.name(),
                message ->
                        driver.apply(method.request().read().apply(message))
                                .map(method.response().write())
                                .map(response -> ProtocolReply.of(200, response))
                                .orElseGet(() -> unknown(method.name())));
        return this;
    }

    /** Adds a method that returns nothing. */
    public <Q> ServedProtocol onRun(ProtocolMethod<Q, Nothing> method, Consumer<Q> driver) {
        return onWhether(
                method,
                request -> {
                    driver.accept(request);
                    return true;
                });
    }

    /** Adds a method that returns nothing; a driver that returns false does not support it. */
    public <Q> ServedProtocol onWhether(ProtocolMethod<Q, Nothing> method, Predicate<Q> driver) {
        return onOptional(
                method,
                request -> driver.test(request) ? Optional.of(Nothing.NOTHING) : Optional.empty());
    }

    /** Adds a method whose response is a stream. */
    public <Q> ServedProtocol onStream(
            String method, MessageForm<Q> request, Function<Q, ReplyBody> driver) {
        methods.put(
                method, message -> ProtocolReply.of(driver.apply(request.read().apply(message))));
        return this;
    }

    /** Sets what ends all that the driver holds for its callers. */
    public ServedProtocol closing(Runnable end) {
        this.end = end;
        return this;
    }

    /** Ends what is held for callers; called when no call runs, and none comes. Throws nothing. */
    @Override
    public void close() {
        try {
            end.run();
        } catch (Throwable t) {
            failures.accept(t);
        }
    }

    /**
     * Calls a method; throws nothing.
     *
     * @param body JSON text, or nothing
     */
    public ProtocolReply call(String method, byte[] body) {
        Function<JsonObject, ProtocolReply> known = methods.get(method);
        if (known == null) {
            return unknown(method);
        }
        try {
            return known.apply(body.length == 0 ? JsonObject.empty() : JsonCodec.parse(body));
        } catch (IOException | InvalidMessageException e) {
            return error(BAD_REQUEST, method + ": " + e.getMessage());
        } catch (UnsupportedOperationException e) {
            // What a default method of a driver's interface throws.
            failures.accept(e);
            return unknown(method);
        } catch (Throwable t) {
            return failure(t);
        }
    }

    /** Returns the reply to a call that has failed, and tells of it. */
    ProtocolReply failure(Throwable cause) {
        failures.accept(cause);
        return error(FAILED, message(cause));
    }

    private ProtocolReply unknown(String method) {
        return error(NOT_FOUND, "no method " + method);
    }

    private ProtocolReply error(int status, String message) {
        return ProtocolReply.of(
                status, JsonObject.empty().with(ERROR, message).with(errorMember, message));
    }

    /**
     * An error of the JVM or of a class says nothing to who calls: it is named. What only wraps an
     * exception that a driver may not throw says what that says.
     */
    private static String message(Throwable t) {
        Throwable cause = t.getCause();
        if (cause instanceof Exception && cause.toString().equals(t.getMessage())) {
            return message(cause);
        }
        return t instanceof Exception && t.getMessage() != null && !t.getMessage().isBlank()
                ? t.getMessage()
                : Objects.toString(t);
    }
}
