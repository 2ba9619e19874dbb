package dev.berth.engine.route;

import com.fasterxml.jackson.databind.JsonNode;
import dev.berth.engine.exchange.ApiRequest;
import dev.berth.engine.exchange.ApiResponse;
import dev.berth.engine.exchange.BadRequestException;
import dev.berth.engine.exchange.Reply;
import dev.berth.engine.json.CredentialsJson;
import dev.berth.engine.json.JsonBody;
import dev.berth.plugin.PluginManager;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.error.RegistryException;
import dev.berth.plugin.error.RegistryException.Reason;

/** {@code POST /auth}: whether a registry takes a login. */
record CheckLogin(PluginManager plugins, OperationReply operations, ErrorResponses errors)
        implements RouteHandler {
    private static final String SUCCEEDED =
            "{\"Status\":\"Login Succeeded\",\"IdentityToken\":\"\"}";

    @Override
    public void serve(ApiRequest request, Reply reply) {
        JsonNode body = JsonBody.read(request);
        var login = CredentialsJson.of(body);
        if (login.isEmpty()) {
            throw new BadRequestException(
                    400, "there is no login in the body: it is {\"username\":…}");
        }
        operations.send(
                plugins.login(registry(body), login.get()),
                reply,
                done -> ApiResponse.json(200, SUCCEEDED),
                this::problem);
    }

    private ErrorResponses.Problem problem(Throwable failure) {
        ErrorResponses.Problem problem = errors.of(failure);
        return isRefused(failure) ? problem.as(401) : problem;
    }

    private static boolean isRefused(Throwable failure) {
        return ErrorResponses.cause(failure) instanceof RegistryException e
                && e.reason() == Reason.UNAUTHORIZED;
    }

    /** Returns a host that is a registry in a reference: the login must not go elsewhere. */
    private static String registry(JsonNode body) {
        String server = CredentialsJson.server(body);
        String host = host(server);
        if (!PluginReference.parse(host + "/any").domain().equals(host)) {
            throw new BadRequestException(
                    400, "\"%s\" is no registry: it is HOST:PORT".formatted(server));
        }
        return host;
    }

    /** Returns the host; clients name Docker Hub by the address of its first version. */
    private static String host(String server) {
        String bare = server.replaceFirst("^https?://", "");
        String host = bare.contains("/") ? bare.substring(0, bare.indexOf('/')) : bare;
        return host.isEmpty() || host.equals("index.docker.io")
                ? PluginReference.DEFAULT_DOMAIN
                : host;
    }
}
