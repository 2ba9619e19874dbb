package dev.berth.engine.route;

import dev.berth.engine.exchange.Payload;
import dev.berth.engine.exchange.Refusal;
import dev.berth.engine.exchange.Reply;
import dev.berth.engine.exchange.Request;
import dev.berth.engine.json.PrivilegesJson;
import dev.berth.engine.route.Failures.Problem;
import dev.berth.plugin.InstallRequest;
import dev.berth.plugin.PluginManager;
import dev.berth.plugin.Reference;
import dev.berth.plugin.error.PluginAlreadyExistsException;

/** {@code POST /plugins/pull}. */
record PullPlugin(PluginManager plugins, Failures failures) implements Route {

    @Override
    public String method() {
        return "POST";
    }

    @Override
    public PathPattern path() {
        return PathPattern.of("/plugins/pull");
    }

    @Override
    public Payload payload() {
        return Payload.SMALL;
    }

    @Override
    public void serve(Request request, Reply reply) {
        Reference remote = Remote.of(request);
        Reference local = localName(request.query().get("name"), remote);
        InstallRequest install =
                Remote.install(request).as(local).granting(PrivilegesJson.parse(request.body()));
        PullAnswer answer = new PullAnswer(reply, remote, local.familiar());
        answer.follow(plugins.install(install, answer), this::problem);
    }

    private static Reference localName(String name, Reference remote) {
        if (name.isEmpty()) {
            return remote.withTag(remote.tag().orElse(Reference.DEFAULT_TAG));
        }
        Reference local = Reference.parse(name);
        if (local.digest().isPresent()) {
            throw new Refusal(400, "cannot use digest in plugin tag");
        }
        return local.withDefaultTag();
    }

    private Problem problem(Throwable failure) {
        Problem problem = failures.of(failure);
        // Docker says 400 here, and 409 when a plugin is created.
        return Failures.is(failure, PluginAlreadyExistsException.class) ? problem.as(400) : problem;
    }
}
