package dev.berth.engine.route;

import dev.berth.engine.exchange.ApiRequest;
import dev.berth.engine.exchange.ApiResponse;
import dev.berth.engine.exchange.Reply;
import dev.berth.engine.json.SettingsJson;
import dev.berth.plugin.Operation;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginManager;
import dev.berth.plugin.error.PluginEnabledException;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * {@code POST /plugins/{name}/set}. Docker's clients cannot be asked: who may use the socket grants
 * what he sets, unless the engine is configured to refuse new rights.
 *
 * @param newRights whether a setting may give a plugin another folder or device of the host
 */
record SetPlugin(
        PluginManager plugins,
        OperationReply operations,
        ErrorResponses errors,
        BooleanSupplier newRights)
        implements RouteHandler {

    @Override
    public void serve(ApiRequest request, Reply reply) {
        operations.send(
                set(request.name(), SettingsJson.parse(request)),
                reply,
                p -> ApiResponse.empty(204),
                errors.of(
                        PluginEnabledException.class,
                        p ->
                                p.prefixed(
                                        "cannot set on an active plugin, disable plugin before"
                                                + " setting: ")));
    }

    private Operation<Plugin> set(String name, List<String> settings) {
        return newRights.getAsBoolean()
                ? plugins.set(name, settings)
                : plugins.set(name, settings, List.of());
    }
}
