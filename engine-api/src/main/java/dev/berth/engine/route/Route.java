package dev.berth.engine.route;

import dev.berth.engine.exchange.BodyMode;
import dev.berth.engine.exchange.SlotKind;

/**
 * A row of the route table: the requests that a handler serves.
 *
 * @param body how the handler takes a request's body
 * @param slot which limit on requests at once counts it
 */
public record Route(
        String method, PathPattern path, BodyMode body, SlotKind slot, RouteHandler handler) {}
