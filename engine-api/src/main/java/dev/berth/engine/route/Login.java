package dev.berth.engine.route;

import dev.berth.engine.exchange.Answer;
import dev.berth.engine.exchange.Payload;
import dev.berth.engine.exchange.Refusal;
import dev.berth.engine.exchange.Reply;
import dev.berth.engine.exchange.Request;
import dev.berth.engine.json.CredentialsJson;
import dev.berth.plugin.PluginManager;
import dev.berth.plugin.Reference;
import dev.berth.plugin.error.RegistryException;
import dev.berth.plugin.error.RegistryException.Reason;
import java.util.Optional;
import java.util.Set;

/**
 * {@code POST /auth}: whether a registry takes a login. It is asked for a plugin that nobody has:
 * who may be told that there is none has logged in.
 */
record Login(PluginManager plugins, Failures failures) implements Route {
    private static final String NOBODY_HAS = "/berth/login:check";
    private static final Set<Reason> KNOWN = Set.of(Reason.NOT_FOUND, Reason.UNSUPPORTED);
    private static final String SUCCEEDED =
            "{\"Status\":\"Login Succeeded\",\"IdentityToken\":\"\"}";

    @Override
    public String method() {
        return "POST";
    }

    @Override
    public PathPattern path() {
        return PathPattern.of("/auth");
    }

    @Override
    public Payload payload() {
        return Payload.SMALL;
    }

    @Override
    public void serve(Request request, Reply reply) {
        var login = CredentialsJson.parse(request.body());
        if (login.isEmpty()) {
            throw new Refusal(400, "there is no login in the body: it is {\"username\":…}");
        }
        Reference asked =
                Reference.parse(host(CredentialsJson.server(request.body())) + NOBODY_HAS);
        var question = plugins.privileges(asked, login);
        reply.onGone(question::cancel);
        question.result().whenComplete((none, failure) -> reply.send(answer(failure)));
    }

    private Answer answer(Throwable failure) {
        Optional<Reason> reason = reason(failure);
        if (failure == null || reason.filter(KNOWN::contains).isPresent()) {
            return Answer.json(200, SUCCEEDED);
        }
        Failures.Problem problem = failures.of(failure);
        boolean refused = reason.filter(Reason.UNAUTHORIZED::equals).isPresent();
        return (refused ? problem.as(401) : problem).answer();
    }

    private static Optional<Reason> reason(Throwable failure) {
        return Failures.cause(failure) instanceof RegistryException e
                ? Optional.of(e.reason())
                : Optional.empty();
    }

    /** Docker names its own registry by an address of its first version. */
    private static String host(String server) {
        String bare = server.replaceFirst("^https?://", "");
        String host = bare.contains("/") ? bare.substring(0, bare.indexOf('/')) : bare;
        return host.isEmpty() || host.equals("index.docker.io") ? Reference.DEFAULT_DOMAIN : host;
    }
}
