package dev.berth.engine.route;

import dev.berth.engine.exchange.ApiRequest;
import dev.berth.engine.exchange.ApiResponse;
import dev.berth.engine.exchange.BodyMode;
import dev.berth.engine.exchange.Reply;
import dev.berth.engine.json.SettingsJson;
import dev.berth.engine.route.ErrorResponses.Problem;
import dev.berth.plugin.PluginManager;
import dev.berth.plugin.error.PluginEnabledException;

/** {@code POST /plugins/{name}/set}. */
record SetPlugin(PluginManager plugins, OperationReply work, ErrorResponses failures)
        implements Route {

    @Override
    public String method() {
        return "POST";
    }

    @Override
    public PathPattern path() {
        return PathPattern.of("/plugins/{name}/set");
    }

    @Override
    public BodyMode payload() {
        return BodyMode.SMALL;
    }

    @Override
    public void serve(ApiRequest request, Reply reply) {
        work.answer(
                plugins.set(request.name(), SettingsJson.parse(request.body())),
                reply,
                p -> ApiResponse.empty(204),
                this::problem);
    }

    private Problem problem(Throwable failure) {
        Problem problem = failures.of(failure);
        return ErrorResponses.is(failure, PluginEnabledException.class)
                ? problem.saying("cannot set on an active plugin, disable plugin before setting: ")
                : problem;
    }
}
