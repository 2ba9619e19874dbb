package dev.berth.engine.route;

import dev.berth.engine.exchange.ApiRequest;
import dev.berth.engine.exchange.ApiResponse;
import dev.berth.engine.exchange.Reply;
import dev.berth.engine.json.SettingsJson;
import dev.berth.plugin.PluginManager;
import dev.berth.plugin.error.PluginEnabledException;

/** {@code POST /plugins/{name}/set}. */
record SetPlugin(PluginManager plugins, OperationReply operations, ErrorResponses errors)
        implements RouteHandler {

    @Override
    public void serve(ApiRequest request, Reply reply) {
        operations.send(
                plugins.set(request.name(), SettingsJson.parse(request.body())),
                reply,
                p -> ApiResponse.empty(204),
                errors.of(
                        PluginEnabledException.class,
                        p ->
                                p.prefixed(
                                        "cannot set on an active plugin, disable plugin before"
                                                + " setting: ")));
    }
}
