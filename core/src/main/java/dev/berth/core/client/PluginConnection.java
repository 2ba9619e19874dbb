package dev.berth.core.client;

import dev.berth.capability.Capability;
import dev.berth.capability.PluginClient;
import dev.berth.capability.PluginRequest;
import dev.berth.driver.JsonObject;
import dev.berth.plugin.error.PluginException;
import dev.berth.spi.LegacyEndpoint;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;

/**
 * The calls to one enabled plugin, over all its capabilities: limits their time and number, refuses
 * them while the plugin does not answer, and translates what fails to exceptions of the API.
 */
public final class PluginConnection implements AutoCloseable {
    /** Far enough, and still a number of nanoseconds that fits a {@code long}. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private final PluginIdentity plugin;
    private final CallLimits limits;
    private final CallErrors errors;
    private final Semaphore streams;
    private final CallListener calls;
    private volatile PluginUpstream upstream;

    PluginConnection(
            PluginIdentity plugin, PluginTransport http, CallLimits limits, CallListener calls) {
        this.plugin = plugin;
        this.limits = limits;
        this.calls = calls;
        this.errors = new CallErrors(plugin.name());
        this.streams = new Semaphore(limits.atOnce());
        this.upstream =
                new PluginUpstream(
                        plugin.name(),
                        http,
                        limits,
                        (open, why) -> calls.circuitChanged(plugin, open, why));
    }

    /** Returns a connection to a plugin on a unix socket; nothing is connected yet. */
    public static PluginConnection unix(
            PluginIdentity plugin,
            PluginSocket socket,
            CallLimits limits,
            ScheduledExecutorService timer,
            CallListener calls) {
        return new PluginConnection(plugin, new UnixTransport(socket, timer), limits, calls);
    }

    /**
     * Returns a connection to a legacy plugin; nothing is connected yet. If its TLS files cannot be
     * read, every call fails with that reason.
     */
    public static PluginConnection legacy(
            PluginIdentity plugin,
            LegacyEndpoint endpoint,
            CallLimits limits,
            ScheduledExecutorService timer,
            CallListener calls) {
        if (endpoint.address().getScheme().equals("unix")) {
            PluginSocket socket = PluginSocket.ofHost(Path.of(endpoint.address().getPath()));
            return unix(plugin, socket, limits, timer, calls);
        }
        try {
            return new PluginConnection(
                    plugin, new NetworkTransport(endpoint, timer), limits, calls);
        } catch (IOException e) {
            return new PluginConnection(plugin, new Unusable(e), limits, calls);
        }
    }

    /** Returns the plugin at the other end. */
    public PluginIdentity identity() {
        return plugin;
    }

    /** Returns the client for one of the plugin's capabilities. */
    public CapabilityClient client(Capability capability) {
        return new CapabilityClient(plugin, capability, this);
    }

    /** Makes a call, see {@link PluginClient#call}. */
    byte[] call(PluginRequest request) {
        return call(request, PluginReply::read);
    }

    /** Makes a call whose reply is a JSON object. */
    JsonObject callJson(PluginRequest request) {
        return call(request, PluginReply::readJson);
    }

    /** Reads a reply as bytes or as a JSON object. */
    @FunctionalInterface
    private interface Reading<T> {
        T read(PluginReply reader, TransportReply reply) throws IOException;
    }

    private <T> T call(PluginRequest request, Reading<T> reading) {
        return exchange(
                request,
                (http, limited) ->
                        reading.read(
                                new PluginReply(plugin.name(), request.method()),
                                http.send(limited)));
    }

    /** Makes a call whose reply is a stream, see {@link PluginClient#stream}. */
    InputStream stream(PluginRequest request) {
        if (!streams.tryAcquire()) {
            throw errors.tooManyStreams(request, limits.atOnce());
        }
        // A stream may run for days: it does not hold a disable up, and is no call under way.
        boolean open = false;
        try {
            InputStream counted = new CountedStream(exchange(request, this::begin), streams);
            open = true;
            return counted;
        } finally {
            if (!open) {
                streams.release();
            }
        }
    }

    private InputStream begin(PluginTransport http, PluginRequest request) throws IOException {
        TransportReply reply = http.send(request);
        new PluginReply(plugin.name(), request.method()).requireGood(reply);
        if (!reply.liftDeadline().getAsBoolean()) {
            reply.body().close();
            throw new DeadlineException(null);
        }
        return reply.body();
    }

    private <T> T exchange(PluginRequest request, PluginUpstream.Exchange<T> exchange) {
        long begun = System.nanoTime();
        CallOutcome outcome = CallOutcome.ERROR;
        try {
            T result = withUpstream(request, exchange);
            outcome = CallOutcome.OK;
            return result;
        } catch (PluginException e) {
            outcome = CallOutcome.of(e);
            throw e;
        } finally {
            calls.callEnded(plugin, outcome, System.nanoTime() - begun);
        }
    }

    private <T> T withUpstream(PluginRequest request, PluginUpstream.Exchange<T> exchange) {
        PluginRequest limited = limited(request);
        long begun = System.nanoTime();
        PluginUpstream to = upstream;
        while (true) {
            try {
                return to.exchange(limited, begun, exchange);
            } catch (UpstreamClosedException e) {
                PluginUpstream next = upstream;
                if (next == to) {
                    throw errors.disabled(limited);
                }
                // Nothing was sent: another process has taken the plugin over meanwhile.
                to = next;
                limited = Deadline.rest(limited, begun);
                begun = System.nanoTime();
            } catch (IOException e) {
                throw errors.translated(limited, e);
            }
        }
    }

    /**
     * Lets calls go where those of another connection go, which is to another process of the
     * plugin.
     *
     * @return the process that they went to; it is to be drained
     */
    public PluginUpstream switchTo(PluginConnection next) {
        PluginUpstream former = upstream;
        upstream = next.upstream;
        return former;
    }

    private PluginRequest limited(PluginRequest request) {
        Duration wish = request.deadline().isZero() ? limits.deadline() : request.deadline();
        Duration deadline = wish.compareTo(LONGEST) < 0 ? wish : LONGEST;
        return request.withDeadline(deadline);
    }

    /** Refuses further calls, waits for those under way, at most so long, and then ends them. */
    public void drain(Duration patience) throws InterruptedException {
        upstream.drain(patience);
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
