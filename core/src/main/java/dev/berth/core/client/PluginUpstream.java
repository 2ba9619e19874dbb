package dev.berth.core.client;

import dev.berth.capability.PluginRequest;
import dev.berth.plugin.error.PluginCallException;
import java.io.IOException;
import java.time.Duration;

/**
 * One process of a plugin as a {@link PluginConnection} sees it: the transport to it, the calls
 * under way and the circuit. Once drained, it refuses every call by an {@link
 * UpstreamClosedException}, before anything is sent.
 */
public final class PluginUpstream {
    private final PluginTransport http;
    private final CallErrors errors;
    private final int atOnce;
    private final CallsInFlight inFlight;
    private final CircuitBreaker circuit;

    /**
     * @param circuits told when the circuit opens or closes
     */
    PluginUpstream(
            String plugin,
            PluginTransport http,
            CallLimits limits,
            CircuitBreaker.Change circuits) {
        this.http = http;
        this.errors = new CallErrors(plugin);
        this.atOnce = limits.atOnce();
        this.inFlight = new CallsInFlight(limits.atOnce());
        this.circuit =
                new CircuitBreaker(limits.failures(), limits.pause(), System::nanoTime, circuits);
    }

    /** Sends a request, and reads of the reply what the caller wants. */
    @FunctionalInterface
    interface Exchange<T> {
        T with(PluginTransport http, PluginRequest request) throws IOException;
    }

    /**
     * Makes a call.
     *
     * @param begun when the request's deadline began to run, {@link System#nanoTime()}
     * @throws UpstreamClosedException if it was not made, because this is drained
     */
    <T> T exchange(PluginRequest request, long begun, Exchange<T> exchange) throws IOException {
        if (inFlight.isClosed()) {
            // Said first: of a process that is gone the circuit tells nothing.
            throw new UpstreamClosedException();
        }
        try (CircuitBreaker.Attempt attempt = circuit.begin(request.deadline())) {
            enter(request, attempt);
            try {
                attempt.requireAllowed();
                return exchange(Deadline.rest(request, begun), exchange, attempt);
            } finally {
                inFlight.leave();
            }
        }
    }

    private <T> T exchange(
            PluginRequest request, Exchange<T> exchange, CircuitBreaker.Attempt attempt)
            throws IOException {
        try {
            T result = exchange.with(http, request);
            attempt.answered();
            return result;
        } catch (PluginCallException | MalformedReplyException e) {
            attempt.answered();
            throw e;
        } catch (DeadlineException e) {
            attempt.unanswered(request.deadline(), "no answer in time");
            throw e;
        }
    }

    private void enter(PluginRequest request, CircuitBreaker.Attempt attempt) throws IOException {
        try {
            switch (inFlight.enter(request.deadline())) {
                case GRANTED -> {}
                case CLOSED -> throw new UpstreamClosedException();
                case FULL -> {
                    attempt.unanswered(request.deadline(), "no answer to the calls before it");
                    throw errors.tooManyCalls(request, atOnce);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw errors.interrupted(request, e);
        }
    }

    /** Refuses further calls, waits for those under way, at most so long, and then ends them. */
    public void drain(Duration patience) throws InterruptedException {
        try {
            inFlight.close(patience);
        } finally {
            http.close();
        }
    }
}
