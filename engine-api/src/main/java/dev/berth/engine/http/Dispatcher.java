package dev.berth.engine.http;

import dev.berth.engine.exchange.ApiRequest;
import dev.berth.engine.exchange.ApiResponse;
import dev.berth.engine.exchange.ApiVersion;
import dev.berth.engine.exchange.BadRequestException;
import dev.berth.engine.exchange.BodyMode;
import dev.berth.engine.exchange.Query;
import dev.berth.engine.exchange.RequestHead;
import dev.berth.engine.exchange.SlotKind;
import dev.berth.engine.route.ErrorResponses;
import dev.berth.engine.route.Router;
import dev.berth.plugin.Requester;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the handler of a request by its head: path cleaning, API version and route, or the error
 * response.
 */
public final class Dispatcher {
    private static final Pattern VERSIONED = Pattern.compile("/v([0-9.]+)(/.*)");

    private final Router router;
    private final ErrorResponses failures;

    public Dispatcher(Router router, ErrorResponses failures) {
        this.router = router;
        this.failures = failures;
    }

    /** Returns the dispatch of a request; a request that cannot be served gets its error. */
    Dispatch plan(HttpRequest request, Supplier<Requester> peer) {
        RequestHead head =
                new RequestHead(
                        request.method().name(),
                        Optional.empty(),
                        request.uri(),
                        Query.of(Map.of()),
                        request.headers()::get,
                        peer);
        try {
            refuseMalformed(request);
            return plan(head);
        } catch (BadRequestException refusal) {
            return answering(head, failures.of(refusal).response());
        }
    }

    /** Returns a dispatch that sends this error, whatever was asked. */
    Dispatch refusing(RequestHead head, BadRequestException refusal) {
        return answering(head, failures.of(refusal).response());
    }

    private Dispatch plan(RequestHead head) {
        if (head.method().equals("OPTIONS")) {
            return answering(head, ApiResponse.empty(200));
        }
        RequestTarget target = RequestTarget.parse(head.path());
        if (target.unclean()) {
            return answering(head, ApiResponse.empty(301).with("Location", target.location()));
        }
        Matcher match = VERSIONED.matcher(target.path());
        boolean versioned = match.matches();
        String path = versioned ? match.group(2) : target.path();
        Optional<ApiVersion> version =
                versioned ? Optional.of(ApiVersion.parse(match.group(1))) : Optional.empty();
        RequestHead whole =
                new RequestHead(
                        head.method(), version, path, target.query(), head.header(), head.peer());
        return routed(whole);
    }

    private Dispatch routed(RequestHead head) {
        try {
            head.version().ifPresent(Dispatcher::refuseUnknown);
            Router.Match match = router.find(head);
            return new Dispatch(
                    head,
                    match.route().body(),
                    match.route().slot(),
                    (body, upload, reply) ->
                            match.route()
                                    .handler()
                                    .serve(
                                            new ApiRequest(head, match.name(), body, upload),
                                            reply));
        } catch (BadRequestException refusal) {
            return answering(head, failures.of(refusal).response());
        }
    }

    private static Dispatch answering(RequestHead head, ApiResponse answer) {
        return new Dispatch(
                head,
                BodyMode.IGNORED,
                SlotKind.IMMEDIATE,
                (body, upload, reply) -> reply.send(answer));
    }

    private static void refuseUnknown(ApiVersion version) {
        if (version.compareTo(ApiVersion.OLDEST) < 0) {
            throw new BadRequestException(
                    400,
                    ("client version %s is too old. Minimum supported API version is %s, please"
                                    + " upgrade your client to a newer version")
                            .formatted(version, ApiVersion.OLDEST));
        }
        if (version.compareTo(ApiVersion.NEWEST) > 0) {
            throw new BadRequestException(
                    400,
                    "client version %s is too new. Maximum supported API version is %s"
                            .formatted(version, ApiVersion.NEWEST));
        }
    }

    private static void refuseMalformed(HttpRequest request) {
        if (request.decoderResult().isSuccess() && request.protocolVersion().majorVersion() == 1) {
            return;
        }
        Throwable cause = request.decoderResult().cause();
        if (cause instanceof TooLongHttpLineException) {
            throw new BadRequestException(414, "the request line is too long");
        }
        if (cause instanceof TooLongHttpHeaderException) {
            throw new BadRequestException(431, "the request's headers are too large");
        }
        throw new BadRequestException(400, "this is not an HTTP/1.1 request");
    }
}
