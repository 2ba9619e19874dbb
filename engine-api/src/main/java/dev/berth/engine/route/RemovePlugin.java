package dev.berth.engine.route;

import dev.berth.engine.exchange.Answer;
import dev.berth.engine.exchange.Reply;
import dev.berth.engine.exchange.Request;
import dev.berth.plugin.PluginManager;

/** {@code DELETE /plugins/{name}}. */
record RemovePlugin(PluginManager plugins, Work work) implements Route {

    @Override
    public String method() {
        return "DELETE";
    }

    @Override
    public PathPattern path() {
        return PathPattern.of("/plugins/{name}");
    }

    @Override
    public void serve(Request request, Reply reply) {
        boolean force = request.query().on("force");
        work.answer(plugins.remove(request.name(), force), reply, p -> Answer.empty(200));
    }
}
