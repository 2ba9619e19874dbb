package dev.berth.conformance;

import static dev.berth.conformance.NetworkCalls.ENDPOINT;
import static dev.berth.conformance.NetworkCalls.NETWORK;
import static dev.berth.conformance.NetworkCalls.endpoint;
import static dev.berth.conformance.NetworkCalls.id;
import static dev.berth.conformance.NetworkCalls.network;
import static dev.berth.conformance.NetworkCalls.newEndpoint;
import static dev.berth.conformance.NetworkCalls.newJoin;
import static dev.berth.conformance.NetworkCalls.newNetwork;
import static dev.berth.conformance.ProtocolCalls.first;

import dev.berth.driver.JsonObject;
import java.util.List;
import java.util.Map;

/**
 * Checks of {@code docker.networkdriver/1.0}, as <a
 * href="https://github.com/moby/moby/blob/master/libnetwork/docs/remote.md">libnetwork describes
 * it</a>. Makes networks with addresses of 198.18.77.0/24 and 198.18.78.0/24, and removes them.
 */
final class NetworkChecks {
    private static final String OTHER = id(0xbe28);
    private static final String NONE = id(0xdead);

    private final Verification verification;
    private final ProtocolCalls calls;
    private final NetworkCalls networks;
    private final CheckReport report;

    NetworkChecks(Verification verification) {
        this.verification = verification;
        this.calls = verification.calls("NetworkDriver");
        this.networks = new NetworkCalls(calls);
        this.report = verification.report();
    }

    void run() {
        report.demand(
                "NetworkDriver.GetCapabilities answers {\"Scope\": \"local\" or \"global\"}, and"
                        + " ConnectivityScope as that, or not at all",
                () ->
                        calls.done(
                                "GetCapabilities",
                                JsonObject.empty(),
                                answer -> scopes(answer.object())));
        absence();
        beginning();
        optional();
        end();
        errors();
        options();
        concurrency();
        verification.restart().ifPresent(this::restart);
    }

    private static String scopes(JsonObject json) {
        return json.textOrEmpty("Scope").matches("local|global")
                        && json.textOrEmpty("ConnectivityScope").matches("local|global|")
                ? ""
                : "that is no scope, and the driver is not registered";
    }

    private void absence() {
        report.demand(
                "NetworkDriver.CreateEndpoint in a network that there is not answers with an Err",
                () -> calls.refused("CreateEndpoint", newEndpoint(NONE, ENDPOINT, 2)));
        report.demand(
                "NetworkDriver.Join of an endpoint that there is not answers with an Err",
                () -> calls.refused("Join", newJoin(NONE, NONE)));
        report.demand(
                "NetworkDriver.DeleteNetwork of a network that there is not is answered",
                () -> calls.answered("DeleteNetwork", network(NONE)));
        report.demand(
                "NetworkDriver.DeleteEndpoint of an endpoint that there is not is answered",
                () -> calls.answered("DeleteEndpoint", endpoint(NONE, NONE)));
    }

    private void beginning() {
        report.demand("NetworkDriver.CreateNetwork makes a network", networks::networkMade);
        report.demand(
                "NetworkDriver.CreateNetwork of a network that is there is answered",
                () -> calls.answered("CreateNetwork", newNetwork(NETWORK, 77, Map.of())));
        report.demand(
                "NetworkDriver.CreateEndpoint makes an endpoint, and answers an Interface only of"
                        + " what the request left empty",
                () -> networks.endpointMade(ENDPOINT, 2));
        report.advise(
                "NetworkDriver.CreateEndpoint of an endpoint that is there answers with an Err",
                () -> calls.refused("CreateEndpoint", newEndpoint(NETWORK, ENDPOINT, 2)));
        report.demand(
                "NetworkDriver.EndpointOperInfo answers {\"Value\": {...}}",
                () ->
                        calls.done(
                                "EndpointOperInfo",
                                endpoint(NETWORK, ENDPOINT),
                                answer -> {
                                    answer.object().map("Value");
                                    return "";
                                }));
        report.demand(
                "NetworkDriver.Join answers InterfaceName, Gateway, GatewayIPv6 and StaticRoutes"
                        + " that Linux takes, or leaves them out",
                () -> networks.joined(ENDPOINT));
    }

    /** What a driver may do without: swarm's calls, external connectivity, discovery. */
    private void optional() {
        JsonObject used = endpoint(NETWORK, ENDPOINT).with("Options", Map.of());
        JsonObject node =
                JsonObject.empty()
                        .with("DiscoveryType", 1)
                        .with("DiscoveryData", Map.of("Address", "198.18.77.250", "Self", false));
        JsonObject allocated = newNetwork(OTHER, 78, Map.of()).with("Options", Map.of());
        mayLack("AllocateNetwork", allocated);
        mayLack("FreeNetwork", network(OTHER));
        mayLack("ProgramExternalConnectivity", used);
        mayLack("RevokeExternalConnectivity", endpoint(NETWORK, ENDPOINT));
        mayLack("DiscoverNew", node);
        mayLack("DiscoverDelete", node);
    }

    private void mayLack(String method, JsonObject request) {
        report.demand(
                "NetworkDriver.%s is answered, or is a 404".formatted(method),
                () -> calls.answered(method, request));
    }

    private void end() {
        report.demand(
                "NetworkDriver.Leave and DeleteEndpoint undo Join and CreateEndpoint",
                () -> networks.endpointRemoved(ENDPOINT));
        report.demand(
                "NetworkDriver.Join of the endpoint answers with an Err from then on",
                () -> calls.refused("Join", newJoin(NETWORK, ENDPOINT)));
        report.demand("NetworkDriver.DeleteNetwork removes the network", networks::networkRemoved);
        report.demand(
                "NetworkDriver.CreateEndpoint in the network answers with an Err from then on",
                () -> calls.refused("CreateEndpoint", newEndpoint(NETWORK, ENDPOINT, 2)));
    }

    private void errors() {
        ErrorChecks errors = new ErrorChecks(report, calls);
        errors.unknownMethod();
        errors.malformedRequest(
                "CreateNetwork", () -> calls.answered("GetCapabilities", JsonObject.empty()));
        errors.form("CreateEndpoint", newEndpoint(NONE, ENDPOINT, 2));
    }

    private void options() {
        for (String value : List.of("o".repeat(64 << 10), "\u00e4\u4e2d\ud83d\ude00 \"\\\n")) {
            report.demand(
                    "an option of %s is refused, or harms nothing"
                            .formatted(value.length() > 60 ? "64 KiB" : "odd characters"),
                    () -> {
                        PluginAnswer made =
                                calls.call(
                                        "CreateNetwork",
                                        newNetwork(OTHER, 78, Map.of("verify", value)));
                        return calls.isError(made)
                                ? ""
                                : calls.done("DeleteNetwork", network(OTHER));
                    });
        }
    }

    private void concurrency() {
        report.demand(
                "%d endpoints are made, joined, left and removed at once".formatted(AtOnce.TIMES),
                () ->
                        first(
                                networks.networkMade(),
                                AtOnce.run(
                                        number ->
                                                first(
                                                        networks.endpointMade(
                                                                id(0x100 + number), 10 + number),
                                                        networks.joined(id(0x100 + number)),
                                                        networks.endpointRemoved(
                                                                id(0x100 + number)))),
                                networks.networkRemoved()));
    }

    private void restart(CheckReport.Check restarting) {
        report.advise(
                "an endpoint outlives a restart of the plugin, in the middle of its use",
                () ->
                        first(
                                networks.networkMade(),
                                networks.endpointMade(ENDPOINT, 2),
                                networks.joined(ENDPOINT),
                                restarting.run(),
                                calls.done("EndpointOperInfo", endpoint(NETWORK, ENDPOINT))));
        report.advise(
                "and can be removed after it, with its network",
                () -> first(networks.endpointRemoved(ENDPOINT), networks.networkRemoved()));
    }
}
