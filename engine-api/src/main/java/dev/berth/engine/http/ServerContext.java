package dev.berth.engine.http;

import dev.berth.engine.exchange.BadRequestException;
import dev.berth.engine.exchange.Reply;
import dev.berth.engine.exchange.SlotKind;
import dev.berth.engine.route.ErrorResponses;
import dev.berth.plugin.Requester;
import io.netty.handler.codec.CodecException;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.osgi.service.log.Logger;

/** What all connections share: dispatcher, limits, executor and log. */
record ServerContext(
        Dispatcher dispatcher,
        RequestGuard guard,
        ErrorResponses failures,
        ServerLimits limits,
        RequestSlots slots,
        OpenConnections connections,
        StandardHeaders headers,
        Executor workers,
        Executor urgent,
        Logger log) {
    private static final long NANOS_IN_MILLI = 1_000_000L;

    /** Returns the dispatch of a request, which authorization plugins are asked for. */
    Dispatch plan(HttpRequest request, PeerIdentity peer) {
        if (!isSafe(request.method())) {
            // The kernel knows a peer only while the connection is open.
            peer.requester();
        }
        return guard.guard(request, peer, dispatcher.plan(request, peer::requester));
    }

    /**
     * Serves a request: on another thread than the event loop, but for what never waits, because
     * two threads that are woken cost more than such an answer.
     */
    void perform(Dispatch dispatch, byte[] body, InputStream upload, Reply reply) {
        if (dispatch.slot() == SlotKind.IMMEDIATE) {
            serve(dispatch, body, upload, reply);
            return;
        }
        Executor executor = dispatch.slot() == SlotKind.UNCOUNTED ? urgent : workers;
        try {
            executor.execute(() -> serve(dispatch, body, upload, reply));
        } catch (RejectedExecutionException e) {
            var refusal = new BadRequestException(503, "too many requests wait; try again");
            reply.send(failures.of(refusal).response());
        }
    }

    private void serve(Dispatch dispatch, byte[] body, InputStream upload, Reply reply) {
        try {
            dispatch.action().serve(body, upload, reply);
        } catch (Throwable e) {
            reply.send(failures.of(e).response());
        }
    }

    /** Logs a request with its peer: changes at info, the rest at debug. */
    void note(HttpReply reply, long nanos) {
        var head = reply.head();
        boolean quiet = isSafe(HttpMethod.valueOf(head.method()));
        if (quiet ? !log.isDebugEnabled() : !log.isInfoEnabled()) {
            return;
        }
        Object[] facts = {
            head.method(),
            head.path(),
            text(head.peer().get()),
            reply.status(),
            nanos / NANOS_IN_MILLI
        };
        String words = "{} {} by {}: {} in {} ms";
        if (quiet) {
            log.debug(words, facts);
        } else {
            log.info(words, facts);
        }
    }

    /** Logs why a connection ends early: a client's doing at debug, a mistake of ours as error. */
    void noteBroken(Requester peer, Throwable cause) {
        if (cause instanceof IOException || cause instanceof CodecException) {
            log.debug("the connection of {} broke", text(peer), cause);
        } else {
            log.error("a response to {} was broken off", text(peer), cause);
        }
    }

    /** Returns whether a method changes nothing: RFC 9110, 9.2.1. */
    private static boolean isSafe(HttpMethod method) {
        return method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD);
    }

    private static String text(Requester peer) {
        return "%s (%s)".formatted(peer.user().orElse("nobody known"), peer.origin());
    }
}
