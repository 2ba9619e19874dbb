package dev.berth.engine.route;

import dev.berth.engine.exchange.ApiRequest;
import dev.berth.engine.exchange.Reply;

/** Serves the requests of one route. */
@FunctionalInterface
public interface RouteHandler {
    /**
     * Begins to serve a request, and does not wait for the end.
     *
     * @throws dev.berth.engine.exchange.BadRequestException if the request is not as it should be
     * @throws dev.berth.plugin.error.PluginException if it cannot be done
     */
    void serve(ApiRequest request, Reply reply);
}
