package dev.berth.engine.route;

import dev.berth.engine.event.EventJournal;
import dev.berth.engine.exchange.BodyMode;
import dev.berth.plugin.PluginManager;
import java.time.Clock;
import java.util.List;

/** The route table: all of Docker's API that is served. */
public final class Routes {
    private Routes() {}

    /** Returns the router of an engine. */
    public static Router of(
            PluginManager plugins, EventJournal journal, EngineFacts facts, ErrorResponses errors) {
        OperationReply operations = new OperationReply(errors);
        return new Router(
                List.of(
                        Route.of("GET", "/_ping", new Ping()),
                        Route.of("HEAD", "/_ping", new Ping()),
                        Route.of("GET", "/version", new Version(facts)),
                        Route.of("GET", "/info", new Info(plugins, facts)),
                        Route.of(
                                "POST",
                                "/auth",
                                BodyMode.SMALL,
                                new CheckLogin(plugins, operations, errors)),
                        Route.of("GET", "/events", new WatchEvents(journal, Clock.systemUTC())),
                        Route.of("GET", "/plugins", new ListPlugins(plugins)),
                        Route.of(
                                "GET",
                                "/plugins/privileges",
                                new AskPrivileges(plugins, operations)),
                        Route.of(
                                "POST",
                                "/plugins/pull",
                                BodyMode.SMALL,
                                new PullPlugin(plugins, errors)),
                        Route.of(
                                "POST",
                                "/plugins/create",
                                BodyMode.STREAMED,
                                new CreatePlugin(plugins, operations)),
                        Route.of("GET", "/plugins/{name}/json", new InspectPlugin(plugins)),
                        Route.of(
                                "POST",
                                "/plugins/{name}/enable",
                                new EnablePlugin(plugins, operations, errors)),
                        Route.of(
                                "POST",
                                "/plugins/{name}/disable",
                                new DisablePlugin(plugins, operations, errors)),
                        Route.of(
                                "POST",
                                "/plugins/{name}/set",
                                BodyMode.SMALL,
                                new SetPlugin(plugins, operations, errors)),
                        Route.of(
                                "POST",
                                "/plugins/{name}/upgrade",
                                BodyMode.SMALL,
                                new UpgradePlugin(plugins, errors)),
                        Route.of("POST", "/plugins/{name}/push", new PushPlugin(plugins, errors)),
                        Route.of(
                                "DELETE",
                                "/plugins/{name}",
                                new RemovePlugin(plugins, operations))));
    }
}
