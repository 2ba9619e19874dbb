package dev.berth.engine.route;

import dev.berth.engine.exchange.Answer;
import dev.berth.engine.exchange.Reply;
import dev.berth.engine.exchange.Request;

/** {@code GET} and {@code HEAD /_ping}: clients learn the newest version from its headers. */
record Ping(String method) implements Route {

    @Override
    public PathPattern path() {
        return PathPattern.of("/_ping");
    }

    @Override
    public void serve(Request request, Reply reply) {
        String body = method.equals("HEAD") ? "" : "OK";
        reply.send(
                Answer.text(200, "text/plain; charset=utf-8", body)
                        .with("Cache-Control", "no-cache, no-store, must-revalidate")
                        .with("Pragma", "no-cache"));
    }
}
