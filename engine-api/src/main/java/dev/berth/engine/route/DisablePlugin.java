package dev.berth.engine.route;

import dev.berth.engine.exchange.ApiRequest;
import dev.berth.engine.exchange.ApiResponse;
import dev.berth.engine.exchange.Reply;
import dev.berth.plugin.PluginManager;
import dev.berth.plugin.error.PluginDisabledException;

/** {@code POST /plugins/{name}/disable}. */
record DisablePlugin(PluginManager plugins, OperationReply operations, ErrorResponses errors)
        implements RouteHandler {

    @Override
    public void serve(ApiRequest request, Reply reply) {
        operations.send(
                plugins.disable(request.name(), request.query().isSet("force")),
                reply,
                p -> ApiResponse.empty(200),
                errors.of(
                        PluginDisabledException.class,
                        p -> p.prefixed("plugin is already disabled: ")));
    }
}
