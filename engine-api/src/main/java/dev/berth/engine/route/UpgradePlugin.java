package dev.berth.engine.route;

import dev.berth.engine.exchange.ApiRequest;
import dev.berth.engine.exchange.Reply;
import dev.berth.engine.json.PrivilegesJson;
import dev.berth.plugin.InstallRequest;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginManager;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.Privilege;
import dev.berth.plugin.UpgradeOptions;
import dev.berth.plugin.error.InvalidReferenceException;
import dev.berth.plugin.error.PluginEnabledException;
import dev.berth.plugin.error.PluginNotFoundException;
import java.util.List;

/** {@code POST /plugins/{name}/upgrade}; with {@code hot} of an enabled plugin, too. */
record UpgradePlugin(PluginManager plugins, ToldDigests told, ErrorResponses errors)
        implements RouteHandler {

    @Override
    public void serve(ApiRequest request, Reply reply) {
        // As in moby, before the parameters are looked at.
        List<Privilege> granted = PrivilegesJson.parse(request);
        PluginReference remote = RemoteParameters.of(request);
        InstallRequest upgrade =
                told.pinned(request, RemoteParameters.install(request)).withPrivileges(granted);
        UpgradeOptions options =
                HotParameters.trial(request)
                        .map(UpgradeOptions.DEFAULT::withHot)
                        .orElse(UpgradeOptions.DEFAULT);
        String local = found(request.name()).name().familiar();
        ProgressReply response = StreamResponses.pull(reply, remote, local);
        response.follow(
                () -> request.from(plugins).upgrade(request.name(), upgrade, options, response),
                plugin -> {},
                errors.of(
                        PluginEnabledException.class,
                        p -> p.prefixed("plugin must be disabled before upgrading: ")));
    }

    /** Docker, which takes no IDs here, names what it does not find with its tag. */
    private Plugin found(String name) {
        try {
            return plugins.find(name);
        } catch (PluginNotFoundException e) {
            throw new PluginNotFoundException(tagged(name));
        }
    }

    private static String tagged(String name) {
        try {
            return PluginReference.parse(name).withDefaultTag().familiar();
        } catch (InvalidReferenceException e) {
            return name;
        }
    }
}
