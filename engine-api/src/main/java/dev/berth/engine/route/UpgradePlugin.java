package dev.berth.engine.route;

import dev.berth.engine.exchange.Payload;
import dev.berth.engine.exchange.Reply;
import dev.berth.engine.exchange.Request;
import dev.berth.engine.json.PrivilegesJson;
import dev.berth.engine.route.Failures.Problem;
import dev.berth.plugin.InstallRequest;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginManager;
import dev.berth.plugin.Reference;
import dev.berth.plugin.error.InvalidPluginException;
import dev.berth.plugin.error.PluginEnabledException;
import dev.berth.plugin.error.PluginNotFoundException;

/** {@code POST /plugins/{name}/upgrade}. */
record UpgradePlugin(PluginManager plugins, Failures failures) implements Route {

    @Override
    public String method() {
        return "POST";
    }

    @Override
    public PathPattern path() {
        return PathPattern.of("/plugins/{name}/upgrade");
    }

    @Override
    public Payload payload() {
        return Payload.SMALL;
    }

    @Override
    public void serve(Request request, Reply reply) {
        Reference remote = Remote.of(request);
        InstallRequest upgrade =
                Remote.install(request).granting(PrivilegesJson.parse(request.body()));
        String local = found(request.name()).name().familiar();
        PullAnswer answer = new PullAnswer(reply, remote, local);
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
            return Reference.parse(name).withDefaultTag().familiar();
        } catch (InvalidPluginException e) {
            return name;
        }
    }

    private Problem problem(Throwable failure) {
        Problem problem = failures.of(failure);
        return Failures.is(failure, PluginEnabledException.class)
                ? problem.saying("plugin must be disabled before upgrading: ")
                : problem;
    }
}
