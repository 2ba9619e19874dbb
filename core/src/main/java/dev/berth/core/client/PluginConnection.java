package dev.berth.core.client;

import dev.berth.capability.Capability;
import dev.berth.capability.PluginClient;
import dev.berth.capability.PluginRequest;
import dev.berth.plugin.error.PluginCallException;
import dev.berth.plugin.error.PluginCallException.Reason;
import dev.berth.plugin.error.PluginTimeoutException;
import dev.berth.spi.LegacyEndpoint;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.ScheduledExecutorService;

/**
 * The calls to one enabled plugin, over all its capabilities: limits their time, counts those under
 * way, and translates what fails to {@link PluginCallException} or {@link PluginTimeoutException}.
 */
public final class PluginConnection implements AutoCloseable {
    /** Far enough, and still a number of nanoseconds that fits a {@code long}. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private final PluginIdentity plugin;
    private final PluginTransport http;
    private final Duration limit;
    private final CallsInFlight inFlight = new CallsInFlight();

    PluginConnection(PluginIdentity plugin, PluginTransport http, Duration limit) {
        this.plugin = plugin;
        this.http = http;
        this.limit = limit;
    }

    /** Returns a connection to a plugin on a unix socket; nothing is connected yet. */
    public static PluginConnection unix(
            PluginIdentity plugin, Path socket, Duration limit, ScheduledExecutorService timer) {
        return new PluginConnection(plugin, new UnixTransport(socket, timer), limit);
    }

    /**
     * Returns a connection to a legacy plugin; nothing is connected yet. If its TLS files cannot be
     * read, every call fails with that reason.
     */
    public static PluginConnection legacy(
            PluginIdentity plugin,
            LegacyEndpoint endpoint,
            Duration limit,
            ScheduledExecutorService timer) {
        if (endpoint.address().getScheme().equals("unix")) {
            return unix(plugin, Path.of(endpoint.address().getPath()), limit, timer);
        }
        try {
            return new PluginConnection(plugin, new NetworkTransport(endpoint, timer), limit);
        } catch (IOException e) {
            return new PluginConnection(plugin, new Unusable(e), limit);
        }
    }

    /** Returns the client for one of the plugin's capabilities. */
    public CapabilityClient client(Capability capability) {
        return new CapabilityClient(plugin, capability, this);
    }

    /** Makes a call, see {@link PluginClient#call}. */
    byte[] call(PluginRequest request) {
        return call(request, PluginReply::read);
    }

    /** Makes a call whose reply is a record. */
    <T> T call(PluginRequest request, Class<T> type) {
        return call(request, (reader, reply) -> reader.read(reply, type));
    }

    /** Reads a reply as bytes or as a record. */
    @FunctionalInterface
    private interface Reading<T> {
        T read(PluginReply reader, TransportReply reply) throws IOException;
    }

    private <T> T call(PluginRequest request, Reading<T> reading) {
        PluginRequest limited = limited(request);
        enter(request.method());
        try {
            TransportReply reply = http.send(limited);
            return reading.read(new PluginReply(plugin.name(), request.method()), reply);
        } catch (IOException e) {
            throw translated(limited, e);
        } finally {
            inFlight.leave();
        }
    }

    InputStream stream(PluginRequest request) {
        PluginRequest limited = limited(request);
        enter(request.method());
        try {
            TransportReply reply = http.send(limited);
            new PluginReply(plugin.name(), request.method()).requireGood(reply);
            if (!reply.liftDeadline().getAsBoolean()) {
                reply.body().close();
                throw new DeadlineException(null);
            }
            return reply.body();
        } catch (IOException e) {
            throw translated(limited, e);
        } finally {
            // A stream may run for days; it does not hold a disable up.
            inFlight.leave();
        }
    }

    private void enter(String method) {
        if (!inFlight.enter()) {
            throw new PluginCallException(
                    plugin.name(),
                    method,
                    Reason.UNREACHABLE,
                    OptionalInt.empty(),
                    "it is no longer enabled",
                    null);
        }
    }

    private PluginRequest limited(PluginRequest request) {
        Duration wish = request.deadline().isZero() ? limit : request.deadline();
        Duration deadline = wish.compareTo(LONGEST) < 0 ? wish : LONGEST;
        return request.withDeadline(deadline);
    }

    private RuntimeException translated(PluginRequest request, IOException e) {
        if (e instanceof DeadlineException) {
            return new PluginTimeoutException(
                    "plugin %s: %s: no answer within %s s"
                            .formatted(
                                    plugin.name(),
                                    request.method(),
                                    request.deadline().toMillis() / 1000.0),
                    request.deadline());
        }
        Reason reason =
                e instanceof PluginUnreachableException
                        ? Reason.UNREACHABLE
                        : e instanceof MalformedReplyException ? Reason.MALFORMED : Reason.BROKEN;
        String detail =
                switch (reason) {
                    case UNREACHABLE -> "cannot be reached: " + e.getMessage();
                    case MALFORMED -> e.getMessage();
                    default -> broken(e);
                };
        return new PluginCallException(
                plugin.name(), request.method(), reason, OptionalInt.empty(), detail, e);
    }

    private static String broken(IOException e) {
        if (e instanceof ClosedByInterruptException || e instanceof InterruptedIOException) {
            return "the caller was interrupted";
        }
        if (e instanceof ClosedChannelException) {
            return "it was disabled during the call";
        }
        return e instanceof EOFException ? e.getMessage() : "the connection broke: " + e;
    }

    /** Refuses further calls, waits for those under way, at most so long, and then ends them. */
    public void drain(Duration patience) throws InterruptedException {
        try {
            inFlight.close(patience);
        } finally {
            http.close();
        }
    }

    /** Ends all calls at once. */
    @Override
    public void close() {
        try {
            drain(Duration.ZERO);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Fails every call with one reason. */
    private record Unusable(IOException reason) implements PluginTransport {
        @Override
        public TransportReply send(PluginRequest request) throws IOException {
            throw new PluginUnreachableException(reason.getMessage(), reason);
        }

        @Override
        public void close() {}
    }
}
