package dev.berth.engine.route;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.berth.engine.exchange.ApiRequest;
import dev.berth.engine.exchange.ApiResponse;
import dev.berth.engine.exchange.BadRequestException;
import dev.berth.engine.exchange.Reply;
import dev.berth.engine.json.Filters;
import dev.berth.engine.json.JsonDocuments;
import dev.berth.plugin.PluginManager;
import dev.berth.shared.docker.InvalidFilterException;
import dev.berth.shared.docker.PluginFilter;
import dev.berth.shared.docker.PluginJson;

/** {@code GET /plugins}. */
record ListPlugins(PluginManager plugins) implements RouteHandler {

    @Override
    public void serve(ApiRequest request, Reply reply) {
        PluginFilter filter = filter(Filters.parse(request.query().get("filters")));
        ArrayNode json = JsonDocuments.array();
        plugins.list().stream().filter(filter).map(PluginJson::of).forEach(json::add);
        reply.send(ApiResponse.json(200, json.toString()));
    }

    private static PluginFilter filter(Filters filters) {
        try {
            return PluginFilter.of(filters.values());
        } catch (InvalidFilterException e) {
            throw new BadRequestException(400, e.getMessage());
        }
    }
}
