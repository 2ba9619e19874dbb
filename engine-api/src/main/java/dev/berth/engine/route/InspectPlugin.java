package dev.berth.engine.route;

import dev.berth.engine.exchange.ApiRequest;
import dev.berth.engine.exchange.ApiResponse;
import dev.berth.engine.exchange.Reply;
import dev.berth.plugin.PluginManager;
import dev.berth.shared.docker.PluginJson;

/** {@code GET /plugins/{name}/json}. */
record InspectPlugin(PluginManager plugins) implements RouteHandler {

    @Override
    public void serve(ApiRequest request, Reply reply) {
        reply.send(ApiResponse.json(200, PluginJson.of(plugins.find(request.name())).toString()));
    }
}
