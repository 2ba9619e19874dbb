package dev.berth.engine.http;

import dev.berth.engine.exchange.Answer;
import dev.berth.engine.exchange.ApiVersion;
import dev.berth.engine.exchange.Head;
import dev.berth.engine.exchange.Payload;
import dev.berth.engine.exchange.Query;
import dev.berth.engine.exchange.Refusal;
import dev.berth.engine.exchange.Request;
import dev.berth.engine.route.Failures;
import dev.berth.engine.route.Router;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Decides by a request's head what will be done with it. */
public final class Dispatcher {
    private static final Pattern VERSIONED = Pattern.compile("/v([0-9.]+)(/.*)");

    private final Router router;
    private final Failures failures;

    public Dispatcher(Router router, Failures failures) {
        this.router = router;
        this.failures = failures;
    }

    /** Returns what to do; for a request that cannot be served that is to say why. */
    Plan plan(HttpRequest request, String peer) {
        Head head =
                new Head(
                        request.method().name(),
                        Optional.empty(),
                        request.uri(),
                        new Query(Map.of()),
                        request.headers()::get,
                        peer);
        try {
            refuseMalformed(request);
            return plan(head);
        } catch (Refusal refusal) {
            return answering(head, failures.of(refusal).answer());
        }
    }

    /** Returns a plan to give this answer, whatever was asked. */
    Plan refusing(Plan plan, Refusal refusal) {
        return answering(plan.head(), failures.of(refusal).answer());
    }

    private Plan plan(Head head) {
        if (head.method().equals("OPTIONS")) {
            return answering(head, Answer.empty(200));
        }
        Target target = Target.parse(head.path());
        if (target.unclean()) {
            return answering(head, Answer.empty(301).with("Location", target.location()));
        }
        Matcher match = VERSIONED.matcher(target.path());
        boolean versioned = match.matches();
        String path = versioned ? match.group(2) : target.path();
        Optional<ApiVersion> version =
                versioned ? Optional.of(ApiVersion.parse(match.group(1))) : Optional.empty();
        Head whole =
                new Head(head.method(), version, path, target.query(), head.header(), head.peer());
        return routed(whole);
    }

    private Plan routed(Head head) {
        try {
            head.version().ifPresent(Dispatcher::refuseUnknown);
            Router.Match match = router.find(head);
            return new Plan(
                    head,
                    match.route().payload(),
                    (body, upload, reply) ->
                            match.route()
                                    .serve(new Request(head, match.name(), body, upload), reply));
        } catch (Refusal refusal) {
            return answering(head, failures.of(refusal).answer());
        }
    }

    private static Plan answering(Head head, Answer answer) {
        return new Plan(head, Payload.IGNORED, (body, upload, reply) -> reply.send(answer));
    }

    private static void refuseUnknown(ApiVersion version) {
        if (version.compareTo(ApiVersion.OLDEST) < 0) {
            throw new Refusal(
                    400,
                    ("client version %s is too old. Minimum supported API version is %s, please"
                                    + " upgrade your client to a newer version")
                            .formatted(version, ApiVersion.OLDEST));
        }
        if (version.compareTo(ApiVersion.NEWEST) > 0) {
            throw new Refusal(
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
            throw new Refusal(414, "the request line is too long");
        }
        if (cause instanceof TooLongHttpHeaderException) {
            throw new Refusal(431, "the request's headers are too large");
        }
        throw new Refusal(400, "this is not an HTTP/1.1 request");
    }
}
