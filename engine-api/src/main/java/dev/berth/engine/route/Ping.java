package dev.berth.engine.route;

import dev.berth.engine.exchange.ApiRequest;
import dev.berth.engine.exchange.ApiResponse;
import dev.berth.engine.exchange.Reply;

/** {@code GET} and {@code HEAD /_ping}: clients learn the newest version from its headers. */
record Ping() implements RouteHandler {

    @Override
    public void serve(ApiRequest request, Reply reply) {
        String body = request.head().method().equals("HEAD") ? "" : "OK";
        reply.send(
                ApiResponse.text(200, "text/plain; charset=utf-8", body)
                        .with("Cache-Control", "no-cache, no-store, must-revalidate")
                        .with("Pragma", "no-cache"));
    }
}
