package dev.berth.engine.route;

import dev.berth.engine.exchange.Answer;
import dev.berth.engine.exchange.Payload;
import dev.berth.engine.exchange.Reply;
import dev.berth.engine.exchange.Request;
import dev.berth.engine.json.SettingsJson;
import dev.berth.engine.route.Failures.Problem;
import dev.berth.plugin.PluginManager;
import dev.berth.plugin.error.PluginEnabledException;

/** {@code POST /plugins/{name}/set}. */
record SetPlugin(PluginManager plugins, Work work, Failures failures) implements Route {

    @Override
    public String method() {
        return "POST";
    }

    @Override
    public PathPattern path() {
        return PathPattern.of("/plugins/{name}/set");
    }

    @Override
    public Payload payload() {
        return Payload.SMALL;
    }

    @Override
    public void serve(Request request, Reply reply) {
        work.answer(
                plugins.set(request.name(), SettingsJson.parse(request.body())),
                reply,
                p -> Answer.empty(204),
                this::problem);
    }

    private Problem problem(Throwable failure) {
        Problem problem = failures.of(failure);
        return Failures.is(failure, PluginEnabledException.class)
                ? problem.saying("cannot set on an active plugin, disable plugin before setting: ")
                : problem;
    }
}
