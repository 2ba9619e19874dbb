package dev.berth.engine.route;

import dev.berth.engine.event.EventJournal;
import dev.berth.engine.exchange.BodyMode;
import dev.berth.plugin.PluginManager;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;

/** The route table: all of Docker's API that is served. */
public final class Routes {
    private Routes() {}

    /** Returns the router of an engine. */
    public static Router of(
            PluginManager plugins, EventJournal journal, EngineFacts facts, ErrorResponses errors) {
        OperationReply operations = new OperationReply(errors);
        return new Router(
                Stream.of(
                                engine(plugins, journal, facts),
                                installing(plugins, operations, errors),
                                installed(plugins, operations, errors))
                        .flatMap(List::stream)
                        .toList());
    }

    private static List<Route> engine(
            PluginManager plugins, EventJournal journal, EngineFacts facts) {
        return List.of(
                get("/_ping", new Ping()),
                new Route("HEAD", PathPattern.of("/_ping"), BodyMode.IGNORED, new Ping()),
                get("/version", new Version(facts)),
                get("/info", new Info(plugins, facts)),
                get("/events", new WatchEvents(journal, Clock.systemUTC())));
    }

    private static List<Route> installing(
            PluginManager plugins, OperationReply operations, ErrorResponses errors) {
        return List.of(
                post("/auth", BodyMode.SMALL, new CheckLogin(plugins, operations, errors)),
                get("/plugins/privileges", new AskPrivileges(plugins, operations)),
                post("/plugins/pull", BodyMode.SMALL, new PullPlugin(plugins, errors)),
                post("/plugins/create", BodyMode.STREAMED, new CreatePlugin(plugins, operations)));
    }

    private static List<Route> installed(
            PluginManager plugins, OperationReply operations, ErrorResponses errors) {
        return List.of(
                get("/plugins", new ListPlugins(plugins)),
                get("/plugins/{name}/json", new InspectPlugin(plugins)),
                post("/plugins/{name}/enable", new EnablePlugin(plugins, operations, errors)),
                post("/plugins/{name}/disable", new DisablePlugin(plugins, operations, errors)),
                post(
                        "/plugins/{name}/set",
                        BodyMode.SMALL,
                        new SetPlugin(plugins, operations, errors)),
                post("/plugins/{name}/upgrade", BodyMode.SMALL, new UpgradePlugin(plugins, errors)),
                post("/plugins/{name}/push", new PushPlugin(plugins, errors)),
                new Route(
                        "DELETE",
                        PathPattern.of("/plugins/{name}"),
                        BodyMode.IGNORED,
                        new RemovePlugin(plugins, operations)));
    }

    private static Route get(String path, RouteHandler handler) {
        return new Route("GET", PathPattern.of(path), BodyMode.IGNORED, handler);
    }

    private static Route post(String path, RouteHandler handler) {
        return post(path, BodyMode.IGNORED, handler);
    }

    private static Route post(String path, BodyMode body, RouteHandler handler) {
        return new Route("POST", PathPattern.of(path), body, handler);
    }
}
