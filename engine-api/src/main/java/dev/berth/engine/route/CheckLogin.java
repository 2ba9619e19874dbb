package dev.berth.engine.route;

import dev.berth.engine.exchange.ApiRequest;
import dev.berth.engine.exchange.ApiResponse;
import dev.berth.engine.exchange.BadRequestException;
import dev.berth.engine.exchange.BodyMode;
import dev.berth.engine.exchange.Reply;
import dev.berth.engine.json.CredentialsJson;
import dev.berth.plugin.PluginManager;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.error.RegistryException;
import dev.berth.plugin.error.RegistryException.Reason;

/** {@code POST /auth}: whether a registry takes a login. */
record CheckLogin(PluginManager plugins, ErrorResponses failures) implements Route {
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
    public BodyMode payload() {
        return BodyMode.SMALL;
    }

    @Override
    public void serve(ApiRequest request, Reply reply) {
        var login = CredentialsJson.parse(request.body());
        if (login.isEmpty()) {
            throw new BadRequestException(
                    400, "there is no login in the body: it is {\"username\":…}");
        }
        var attempt = plugins.login(registry(request), login.get());
        reply.onGone(attempt::cancel);
        attempt.result().whenComplete((done, failure) -> reply.send(answer(failure)));
    }

    private ApiResponse answer(Throwable failure) {
        if (failure == null) {
            return ApiResponse.json(200, SUCCEEDED);
        }
        ErrorResponses.Problem problem = failures.of(failure);
        return (refused(failure) ? problem.as(401) : problem).answer();
    }

    private static boolean refused(Throwable failure) {
        return ErrorResponses.cause(failure) instanceof RegistryException e
                && e.reason() == Reason.UNAUTHORIZED;
    }

    /** Only what is a registry in a reference is one here: a login must not go elsewhere. */
    private static String registry(ApiRequest request) {
        String server = CredentialsJson.server(request.body());
        String host = host(server);
        if (!PluginReference.parse(host + "/any").domain().equals(host)) {
            throw new BadRequestException(
                    400, "\"%s\" is no registry: it is HOST:PORT".formatted(server));
        }
        return host;
    }

    /** Docker names its own registry by an address of its first version. */
    private static String host(String server) {
        String bare = server.replaceFirst("^https?://", "");
        String host = bare.contains("/") ? bare.substring(0, bare.indexOf('/')) : bare;
        return host.isEmpty() || host.equals("index.docker.io")
                ? PluginReference.DEFAULT_DOMAIN
                : host;
    }
}
