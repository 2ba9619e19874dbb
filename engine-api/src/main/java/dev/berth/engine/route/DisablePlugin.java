package dev.berth.engine.route;

import dev.berth.engine.exchange.Answer;
import dev.berth.engine.exchange.Reply;
import dev.berth.engine.exchange.Request;
import dev.berth.engine.route.Failures.Problem;
import dev.berth.plugin.PluginManager;
import dev.berth.plugin.error.PluginDisabledException;

/** {@code POST /plugins/{name}/disable}. */
record DisablePlugin(PluginManager plugins, Work work, Failures failures) implements Route {

    @Override
    public String method() {
        return "POST";
    }

    @Override
    public PathPattern path() {
        return PathPattern.of("/plugins/{name}/disable");
    }

    @Override
    public void serve(Request request, Reply reply) {
        work.answer(
                plugins.disable(request.name(), request.query().on("force")),
                reply,
                p -> Answer.empty(200),
                this::problem);
    }

    private Problem problem(Throwable failure) {
        Problem problem = failures.of(failure);
        return Failures.is(failure, PluginDisabledException.class)
                ? problem.saying("plugin is already disabled: ")
                : problem;
    }
}
