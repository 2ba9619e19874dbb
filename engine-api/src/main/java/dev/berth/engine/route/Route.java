package dev.berth.engine.route;

import dev.berth.engine.exchange.BodyMode;

/**
 * A row of the route table: the requests that a handler serves.
 *
 * @param body how the handler takes a request's body
 */
public record Route(String method, PathPattern path, BodyMode body, RouteHandler handler) {}
