package dev.berth.engine.route;

import dev.berth.engine.exchange.BodyMode;

/**
 * A row of the route table: the requests that a handler serves.
 *
 * @param body how the handler takes a request's body
 */
public record Route(String method, PathPattern path, BodyMode body, RouteHandler handler) {

    /** Returns a route whose handler does not read the body. */
    static Route of(String method, String path, RouteHandler handler) {
        return of(method, path, BodyMode.IGNORED, handler);
    }

    static Route of(String method, String path, BodyMode body, RouteHandler handler) {
        return new Route(method, PathPattern.of(path), body, handler);
    }
}
