package dev.berth.engine.route;

import dev.berth.engine.exchange.ApiRequest;
import dev.berth.engine.exchange.BodyMode;
import dev.berth.engine.exchange.Reply;
import dev.berth.engine.json.PrivilegesJson;
import dev.berth.engine.route.ErrorResponses.Problem;
import dev.berth.plugin.InstallRequest;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginManager;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.error.InvalidPluginException;
import dev.berth.plugin.error.PluginEnabledException;
import dev.berth.plugin.error.PluginNotFoundException;

/** {@code POST /plugins/{name}/upgrade}. */
record UpgradePlugin(PluginManager plugins, ErrorResponses failures) implements Route {

    @Override
    public String method() {
        return "POST";
    }

    @Override
    public PathPattern path() {
        return PathPattern.of("/plugins/{name}/upgrade");
    }

    @Override
    public BodyMode payload() {
        return BodyMode.SMALL;
    }

    @Override
    public void serve(ApiRequest request, Reply reply) {
        PluginReference remote = RemoteParameters.of(request);
        InstallRequest upgrade =
                RemoteParameters.install(request).granting(PrivilegesJson.parse(request.body()));
        String local = found(request.name()).name().familiar();
        PullReply answer = new PullReply(reply, remote, local);
        answer.follow(plugins.upgrade(request.name(), upgrade, answer), this::problem);
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
        } catch (InvalidPluginException e) {
            return name;
        }
    }

    private Problem problem(Throwable failure) {
        Problem problem = failures.of(failure);
        return ErrorResponses.is(failure, PluginEnabledException.class)
                ? problem.saying("plugin must be disabled before upgrading: ")
                : problem;
    }
}
