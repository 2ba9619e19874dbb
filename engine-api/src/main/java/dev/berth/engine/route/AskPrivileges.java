package dev.berth.engine.route;

import dev.berth.engine.exchange.ApiRequest;
import dev.berth.engine.exchange.ApiResponse;
import dev.berth.engine.exchange.Reply;
import dev.berth.engine.json.PrivilegesJson;
import dev.berth.plugin.AvailablePlugin;
import dev.berth.plugin.PluginManager;

/** {@code GET /plugins/privileges}: the privileges that a plugin in a registry asks for. */
record AskPrivileges(PluginManager plugins, OperationReply operations, ToldDigests told)
        implements RouteHandler {

    @Override
    public void serve(ApiRequest request, Reply reply) {
        var asked = plugins.resolve(RemoteParameters.install(request));
        operations.send(asked, reply, found -> response(request, found));
    }

    private ApiResponse response(ApiRequest request, AvailablePlugin found) {
        told.remember(request, found.index().orElse(found.digest()));
        return ApiResponse.json(200, PrivilegesJson.of(found.privileges()));
    }
}
