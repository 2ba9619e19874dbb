package dev.berth.engine.route;

import dev.berth.engine.exchange.ApiRequest;
import dev.berth.engine.exchange.BadRequestException;
import dev.berth.engine.exchange.Reply;
import dev.berth.engine.json.PrivilegesJson;
import dev.berth.plugin.InstallRequest;
import dev.berth.plugin.PluginManager;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.Privilege;
import dev.berth.plugin.error.PluginAlreadyExistsException;
import java.util.List;

/** {@code POST /plugins/pull}. */
record PullPlugin(PluginManager plugins, ToldDigests told, ErrorResponses errors)
        implements RouteHandler {

    @Override
    public void serve(ApiRequest request, Reply reply) {
        // As in moby, before the parameters are looked at.
        List<Privilege> granted = PrivilegesJson.parse(request);
        PluginReference remote = RemoteParameters.of(request);
        PluginReference local = localName(request.query().get("name"), remote);
        InstallRequest install =
                told.pinned(request, RemoteParameters.install(request))
                        .withAlias(local)
                        .withPrivileges(granted);
        ProgressReply response = StreamResponses.pull(reply, remote, local.familiar());
        // Docker says 400 here, and 409 when a plugin is created.
        response.follow(
                () -> request.from(plugins).install(install, response),
                plugin -> {},
                errors.of(PluginAlreadyExistsException.class, p -> p.as(400)));
    }

    private static PluginReference localName(String name, PluginReference remote) {
        if (name.isEmpty()) {
            return remote.withTag(remote.tag().orElse(PluginReference.DEFAULT_TAG));
        }
        PluginReference local = PluginReference.parse(name);
        if (local.digest().isPresent()) {
            throw new BadRequestException(400, "cannot use digest in plugin tag");
        }
        return local.withDefaultTag();
    }
}
