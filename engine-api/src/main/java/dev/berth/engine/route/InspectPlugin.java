package dev.berth.engine.route;

import dev.berth.engine.exchange.Answer;
import dev.berth.engine.exchange.Reply;
import dev.berth.engine.exchange.Request;
import dev.berth.engine.json.PluginJson;
import dev.berth.plugin.PluginManager;

/** {@code GET /plugins/{name}/json}. */
record InspectPlugin(PluginManager plugins) implements Route {

    @Override
    public String method() {
        return "GET";
    }

    @Override
    public PathPattern path() {
        return PathPattern.of("/plugins/{name}/json");
    }

    @Override
    public void serve(Request request, Reply reply) {
        reply.send(Answer.json(200, PluginJson.of(plugins.find(request.name())).toString()));
    }
}
