package dev.berth.engine.route;

import dev.berth.engine.exchange.ApiRequest;
import dev.berth.engine.exchange.ApiResponse;
import dev.berth.engine.exchange.Reply;

/** {@code GET} and {@code HEAD /_ping}: clients learn the newest version from its headers. */
record Ping(String method) implements Route {

    @Override
    public PathPattern path() {
        return PathPattern.of("/_ping");
    }

    @Override
    public void serve(ApiRequest request, Reply reply) {
        String body = method.equals("HEAD") ? "" : "OK";
        reply.send(
                ApiResponse.text(200, "text/plain; charset=utf-8", body)
                        .with("Cache-Control", "no-cache, no-store, must-revalidate")
                        .with("Pragma", "no-cache"));
    }
}
