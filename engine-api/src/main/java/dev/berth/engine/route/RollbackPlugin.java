package dev.berth.engine.route;

import dev.berth.engine.exchange.ApiRequest;
import dev.berth.engine.exchange.ApiResponse;
import dev.berth.engine.exchange.Reply;
import dev.berth.plugin.Digest;
import dev.berth.plugin.PluginManager;
import dev.berth.plugin.RollbackOptions;
import dev.berth.plugin.error.PluginEnabledException;

/**
 * {@code POST /plugins/{name}/rollback}, which Docker does not have: returns a disabled plugin, or
 * with {@code hot} an enabled one, to an earlier version, that with the manifest {@code digest} or
 * the last one.
 */
record RollbackPlugin(PluginManager plugins, OperationReply operations, ErrorResponses errors)
        implements RouteHandler {

    @Override
    public void serve(ApiRequest request, Reply reply) {
        operations.send(
                request.from(plugins).rollback(request.name(), options(request)),
                reply,
                p -> ApiResponse.empty(204),
                errors.of(
                        PluginEnabledException.class,
                        p -> p.prefixed("plugin must be disabled before a rollback: ")));
    }

    private static RollbackOptions options(ApiRequest request) {
        RollbackOptions options =
                HotParameters.trial(request)
                        .map(RollbackOptions.DEFAULT::withHot)
                        .orElse(RollbackOptions.DEFAULT);
        String digest = request.query().get("digest");
        return digest.isEmpty() ? options : options.withVersion(Digest.parse(digest));
    }
}
