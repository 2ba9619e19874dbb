package dev.berth.engine.route;

import dev.berth.engine.exchange.BadRequestException;
import dev.berth.engine.exchange.RequestHead;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the route of a request by its method and path. */
public final class Router {
    /** First parts of paths that dockerd serves and Berth does not: the 404 says why. */
    private static final Set<String> NOT_SERVED =
            Set.of(
                    "build",
                    "commit",
                    "configs",
                    "containers",
                    "distribution",
                    "exec",
                    "grpc",
                    "images",
                    "networks",
                    "nodes",
                    "secrets",
                    "services",
                    "session",
                    "swarm",
                    "system",
                    "tasks",
                    "volumes");

    private final List<Route> routes;

    public Router(List<Route> routes) {
        this.routes = List.copyOf(routes);
    }

    /**
     * A route that matches a request.
     *
     * @param name the plugin's name in the path, empty if the path has none
     */
    public record Match(Route route, String name) {}

    /**
     * Returns the route for a request.
     *
     * @throws BadRequestException if there is none
     */
    public Match find(RequestHead head) {
        for (Route route : routes) {
            Optional<String> name =
                    route.method().equals(head.method())
                            ? route.path().match(head.path())
                            : Optional.empty();
            if (name.isPresent()) {
                return new Match(route, name.get());
            }
        }
        throw new BadRequestException(404, reason(head));
    }

    private static String reason(RequestHead head) {
        String path = head.path();
        int end = path.indexOf('/', 1);
        String first = path.substring(1, end < 0 ? path.length() : end);
        return NOT_SERVED.contains(first)
                ? "%s %s is not served: this is Berth, an engine for plugins only, without %s"
                        .formatted(head.method(), path, first)
                : "page not found";
    }
}
