package dev.berth.engine.http;

import dev.berth.driver.authz.AuthzChain;
import dev.berth.driver.authz.AuthzRequest;
import dev.berth.engine.exchange.BadRequestException;
import dev.berth.engine.exchange.BodyMode;
import dev.berth.engine.exchange.Reply;
import dev.berth.engine.route.ErrorResponses;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Lets authorization plugins decide on each request before it is served, and on each response
 * before anything of it is sent, as moby's {@code pkg/authorization}. Without plugins it changes
 * nothing.
 */
final class RequestGuard {
    private final AuthzChain chain;
    private final ErrorResponses failures;
    private final StandardHeaders headers;
    private final Executor executor;

    /**
     * @param executor where plugins are asked, which blocks
     */
    RequestGuard(
            AuthzChain chain, ErrorResponses failures, StandardHeaders headers, Executor executor) {
        this.chain = chain;
        this.failures = failures;
        this.headers = headers;
        this.executor = executor;
    }

    /** Returns a dispatch that asks first; a request that is malformed has its error already. */
    Dispatch guard(HttpRequest request, PeerIdentity peer, Dispatch found) {
        if (request.decoderResult().isFailure() || chain.plugins().isEmpty()) {
            return found;
        }
        AuthzRequest asked = AuthorizedMessages.request(request, peer);
        boolean shown = isShown(request, AuthorizedMessages.path(asked), found.payload());
        return new Dispatch(
                found.head(),
                shown ? BodyMode.SMALL : found.payload(),
                found.slot(),
                (body, upload, reply) ->
                        decide(
                                shown ? asked.withBody(body) : asked,
                                reply,
                                guarded -> {
                                    boolean whole = found.payload() == BodyMode.STREAMED && shown;
                                    InputStream rest =
                                            whole ? new ByteArrayInputStream(body) : upload;
                                    found.action().serve(body, rest, guarded);
                                }));
    }

    /**
     * Returns whether plugins see the body. What a route reads as JSON is shown whatever it says
     * that it is; what is dropped or uploaded only if it says that it is JSON.
     */
    private boolean isShown(HttpRequest request, String path, BodyMode mode) {
        Optional<String> type =
                Optional.ofNullable(request.headers().get(HttpHeaderNames.CONTENT_TYPE))
                        .filter(text -> mode != BodyMode.SMALL);
        boolean said = mode == BodyMode.SMALL || type.isPresent();
        return said && chain.showsBody(path, type);
    }

    /** What is done with a request that is allowed. */
    @FunctionalInterface
    private interface Allowed {
        void serve(Reply reply);
    }

    private void decide(AuthzRequest request, Reply reply, Allowed action) {
        try {
            executor.execute(() -> decideNow(request, reply, action));
        } catch (RejectedExecutionException e) {
            var refusal = new BadRequestException(503, "too many requests wait; try again");
            reply.send(failures.of(refusal).response());
        }
    }

    private void decideNow(AuthzRequest request, Reply reply, Allowed action) {
        try {
            chain.authorizeRequest(request);
        } catch (Throwable e) {
            reply.send(failures.of(e).response());
            return;
        }
        GuardedReply guarded =
                new GuardedReply(
                        reply,
                        answer ->
                                chain.authorizeResponse(
                                        request,
                                        AuthorizedMessages.response(
                                                answer,
                                                AuthorizedMessages.path(request),
                                                headers,
                                                chain)),
                        executor,
                        failures);
        try {
            action.serve(guarded);
        } catch (Throwable e) {
            guarded.send(failures.of(e).response());
        }
    }
}
