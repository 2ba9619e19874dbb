package dev.berth.engine.route;

import dev.berth.engine.exchange.ApiRequest;
import dev.berth.engine.exchange.BadRequestException;
import dev.berth.engine.exchange.BodyMode;
import dev.berth.engine.exchange.Reply;
import dev.berth.engine.json.PrivilegesJson;
import dev.berth.engine.route.ErrorResponses.Problem;
import dev.berth.plugin.InstallRequest;
import dev.berth.plugin.PluginManager;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.error.PluginAlreadyExistsException;

/** {@code POST /plugins/pull}. */
record PullPlugin(PluginManager plugins, ErrorResponses failures) implements Route {

    @Override
    public String method() {
        return "POST";
    }

    @Override
    public PathPattern path() {
        return PathPattern.of("/plugins/pull");
    }

    @Override
    public BodyMode payload() {
        return BodyMode.SMALL;
    }

    @Override
    public void serve(ApiRequest request, Reply reply) {
        PluginReference remote = RemoteParameters.of(request);
        PluginReference local = localName(request.query().get("name"), remote);
        InstallRequest install =
                RemoteParameters.install(request)
                        .as(local)
                        .granting(PrivilegesJson.parse(request.body()));
        PullReply answer = new PullReply(reply, remote, local.familiar());
        answer.follow(plugins.install(install, answer), this::problem);
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

    private Problem problem(Throwable failure) {
        Problem problem = failures.of(failure);
        // Docker says 400 here, and 409 when a plugin is created.
        return ErrorResponses.is(failure, PluginAlreadyExistsException.class)
                ? problem.as(400)
                : problem;
    }
}
