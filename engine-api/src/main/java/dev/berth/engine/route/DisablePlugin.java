package dev.berth.engine.route;

import dev.berth.engine.exchange.ApiRequest;
import dev.berth.engine.exchange.ApiResponse;
import dev.berth.engine.exchange.Reply;
import dev.berth.engine.route.ErrorResponses.Problem;
import dev.berth.plugin.PluginManager;
import dev.berth.plugin.error.PluginDisabledException;

/** {@code POST /plugins/{name}/disable}. */
record DisablePlugin(PluginManager plugins, OperationReply work, ErrorResponses failures)
        implements Route {

    @Override
    public String method() {
        return "POST";
    }

    @Override
    public PathPattern path() {
        return PathPattern.of("/plugins/{name}/disable");
    }

    @Override
    public void serve(ApiRequest request, Reply reply) {
        work.answer(
                plugins.disable(request.name(), request.query().on("force")),
                reply,
                p -> ApiResponse.empty(200),
                this::problem);
    }

    private Problem problem(Throwable failure) {
        Problem problem = failures.of(failure);
        return ErrorResponses.is(failure, PluginDisabledException.class)
                ? problem.saying("plugin is already disabled: ")
                : problem;
    }
}
