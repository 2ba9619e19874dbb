package dev.berth.engine.route;

import dev.berth.engine.exchange.ApiRequest;
import dev.berth.engine.exchange.ApiResponse;
import dev.berth.engine.exchange.Reply;
import dev.berth.engine.json.Filters;

/**
 * A list of what an engine for plugins never has. Plugins ask for it when they start, and end
 * without it.
 *
 * @param json the list as dockerd writes it when there is nothing; in all versions of the API alike
 */
record EmptyList(String json) implements RouteHandler {

    @Override
    public void serve(ApiRequest request, Reply reply) {
        // It is refused if it cannot be read: nothing else of it matters.
        Filters.parse(request.query().get("filters"));
        reply.send(ApiResponse.json(200, json));
    }
}
