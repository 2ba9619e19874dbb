package dev.berth.engine.route;

import dev.berth.engine.exchange.ApiRequest;
import dev.berth.engine.exchange.ApiResponse;
import dev.berth.engine.exchange.Reply;
import dev.berth.plugin.PluginManager;

/** {@code GET /plugins/{name}/json}. */
record InspectPlugin(PluginManager plugins, PluginTexts texts) implements RouteHandler {

    @Override
    public void serve(ApiRequest request, Reply reply) {
        reply.send(ApiResponse.json(200, texts.document(plugins.find(request.name()))));
    }
}
