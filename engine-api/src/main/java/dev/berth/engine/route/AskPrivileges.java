package dev.berth.engine.route;

import dev.berth.engine.exchange.ApiRequest;
import dev.berth.engine.exchange.ApiResponse;
import dev.berth.engine.exchange.Reply;
import dev.berth.engine.json.PrivilegesJson;
import dev.berth.plugin.PluginManager;

/** {@code GET /plugins/privileges}: what a plugin will ask for, before it is pulled. */
record AskPrivileges(PluginManager plugins, OperationReply work) implements Route {

    @Override
    public String method() {
        return "GET";
    }

    @Override
    public PathPattern path() {
        return PathPattern.of("/plugins/privileges");
    }

    @Override
    public void serve(ApiRequest request, Reply reply) {
        var asked = plugins.privileges(RemoteParameters.install(request));
        work.answer(asked, reply, p -> ApiResponse.json(200, PrivilegesJson.of(p)));
    }
}
