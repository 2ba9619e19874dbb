package dev.berth.engine.route;

import dev.berth.driver.metrics.MetricsReader;
import dev.berth.engine.event.EventJournal;
import dev.berth.engine.exchange.BodyMode;
import dev.berth.engine.exchange.SlotKind;
import dev.berth.plugin.PluginManager;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** The route table: all of Docker's API that is served. */
public final class Routes {
    private Routes() {}

    /**
     * Returns the router of an engine.
     *
     * @param metrics what {@code /metrics} shows, if the host has it
     * @param newRights whether a setting may give a plugin another folder or device of the host
     */
    public static Router of(
            PluginManager plugins,
            EventJournal journal,
            EngineFacts facts,
            Optional<MetricsReader> metrics,
            BooleanSupplier newRights,
            ErrorResponses errors) {
        OperationReply operations = new OperationReply(errors);
        ToldDigests told = new ToldDigests(Clock.systemUTC());
        return new Router(
                Stream.of(
                                engine(plugins, journal, facts),
                                emptyLists(),
                                List.of(metrics(metrics)),
                                installing(plugins, told, operations, errors),
                                installed(plugins, told, operations, newRights, errors))
                        .flatMap(List::stream)
                        .toList());
    }

    private static List<Route> engine(
            PluginManager plugins, EventJournal journal, EngineFacts facts) {
        return List.of(
                look("GET", "/_ping", new Ping()),
                look("HEAD", "/_ping", new Ping()),
                look("GET", "/version", new Version(facts)),
                urgent("GET", "/info", new Info(plugins, journal, facts)),
                new Route(
                        "GET",
                        PathPattern.of("/events"),
                        BodyMode.IGNORED,
                        SlotKind.STREAM,
                        new WatchEvents(journal, Clock.systemUTC())));
    }

    private static Route metrics(Optional<MetricsReader> metrics) {
        return new Route(
                "GET",
                PathPattern.of("/metrics"),
                BodyMode.IGNORED,
                SlotKind.REQUEST,
                new ShowMetrics(metrics));
    }

    private static List<Route> emptyLists() {
        EmptyList none = new EmptyList("[]");
        return List.of(
                look("GET", "/containers/json", none),
                look("GET", "/images/json", none),
                look("GET", "/networks", none),
                look("GET", "/volumes", new EmptyList("{\"Volumes\":[],\"Warnings\":null}")));
    }

    private static List<Route> installing(
            PluginManager plugins,
            ToldDigests told,
            OperationReply operations,
            ErrorResponses errors) {
        return List.of(
                post("/auth", BodyMode.SMALL, new CheckLogin(plugins, operations, errors)),
                new Route(
                        "GET",
                        PathPattern.of("/plugins/privileges"),
                        BodyMode.IGNORED,
                        SlotKind.REQUEST,
                        new AskPrivileges(plugins, operations, told)),
                post("/plugins/pull", BodyMode.SMALL, new PullPlugin(plugins, told, errors)),
                post("/plugins/create", BodyMode.STREAMED, new CreatePlugin(plugins, operations)));
    }

    private static List<Route> installed(
            PluginManager plugins,
            ToldDigests told,
            OperationReply operations,
            BooleanSupplier newRights,
            ErrorResponses errors) {
        PluginTexts texts = new PluginTexts();
        return List.of(
                look("GET", "/plugins", new ListPlugins(plugins, texts)),
                look("GET", "/plugins/{name}/json", new InspectPlugin(plugins, texts)),
                post("/plugins/{name}/enable", new EnablePlugin(plugins, operations, errors)),
                urgent(
                        "POST",
                        "/plugins/{name}/disable",
                        new DisablePlugin(plugins, operations, errors)),
                post(
                        "/plugins/{name}/set",
                        BodyMode.SMALL,
                        new SetPlugin(plugins, operations, errors, newRights)),
                post(
                        "/plugins/{name}/upgrade",
                        BodyMode.SMALL,
                        new UpgradePlugin(plugins, told, errors)),
                post("/plugins/{name}/rollback", new RollbackPlugin(plugins, operations, errors)),
                post("/plugins/{name}/push", new PushPlugin(plugins, errors)),
                urgent("DELETE", "/plugins/{name}", new RemovePlugin(plugins, operations)));
    }

    /** A route that is answered from memory. */
    private static Route look(String method, String path, RouteHandler handler) {
        return new Route(
                method, PathPattern.of(path), BodyMode.IGNORED, SlotKind.IMMEDIATE, handler);
    }

    /** A route that must get through however busy the engine is: it looks, or ends something. */
    private static Route urgent(String method, String path, RouteHandler handler) {
        return new Route(
                method, PathPattern.of(path), BodyMode.IGNORED, SlotKind.UNCOUNTED, handler);
    }

    private static Route post(String path, RouteHandler handler) {
        return post(path, BodyMode.IGNORED, handler);
    }

    private static Route post(String path, BodyMode body, RouteHandler handler) {
        return new Route("POST", PathPattern.of(path), body, SlotKind.REQUEST, handler);
    }
}
