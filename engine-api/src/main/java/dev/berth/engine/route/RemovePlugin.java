package dev.berth.engine.route;

import dev.berth.engine.exchange.ApiRequest;
import dev.berth.engine.exchange.ApiResponse;
import dev.berth.engine.exchange.Reply;
import dev.berth.plugin.PluginManager;

/** {@code DELETE /plugins/{name}}. */
record RemovePlugin(PluginManager plugins, OperationReply operations) implements RouteHandler {

    @Override
    public void serve(ApiRequest request, Reply reply) {
        boolean force = request.query().isSet("force");
        operations.send(plugins.remove(request.name(), force), reply, p -> ApiResponse.empty(200));
    }
}
