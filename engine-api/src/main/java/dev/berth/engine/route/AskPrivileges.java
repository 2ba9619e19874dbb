package dev.berth.engine.route;

import dev.berth.engine.exchange.ApiRequest;
import dev.berth.engine.exchange.ApiResponse;
import dev.berth.engine.exchange.Reply;
import dev.berth.engine.json.PrivilegesJson;
import dev.berth.plugin.PluginManager;

/** {@code GET /plugins/privileges}: the privileges that a plugin in a registry asks for. */
record AskPrivileges(PluginManager plugins, OperationReply operations) implements RouteHandler {

    @Override
    public void serve(ApiRequest request, Reply reply) {
        var asked = plugins.privileges(RemoteParameters.install(request));
        operations.send(asked, reply, p -> ApiResponse.json(200, PrivilegesJson.of(p)));
    }
}
