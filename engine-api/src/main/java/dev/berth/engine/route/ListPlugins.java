package dev.berth.engine.route;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.berth.engine.exchange.ApiRequest;
import dev.berth.engine.exchange.ApiResponse;
import dev.berth.engine.exchange.Reply;
import dev.berth.engine.json.Filters;
import dev.berth.engine.json.JsonDocuments;
import dev.berth.engine.json.PluginJson;
import dev.berth.plugin.PluginManager;

/** {@code GET /plugins}. */
record ListPlugins(PluginManager plugins) implements Route {

    @Override
    public String method() {
        return "GET";
    }

    @Override
    public PathPattern path() {
        return PathPattern.of("/plugins");
    }

    @Override
    public void serve(ApiRequest request, Reply reply) {
        PluginFilter filter = PluginFilter.of(Filters.parse(request.query().get("filters")));
        ArrayNode json = JsonDocuments.array();
        plugins.list().stream().filter(filter::test).map(PluginJson::of).forEach(json::add);
        reply.send(ApiResponse.json(200, json.toString()));
    }
}
