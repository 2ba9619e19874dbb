package dev.berth.shared.protocol.network;

import static dev.berth.shared.protocol.MessageForm.NOTHING;

import dev.berth.driver.network.DiscoveryNotification;
import dev.berth.driver.network.EndpointInterface;
import dev.berth.driver.network.JoinResponse;
import dev.berth.driver.network.NetworkCapabilities;
import dev.berth.driver.network.NetworkDriver;
import dev.berth.shared.protocol.MessageForm;
import dev.berth.shared.protocol.MessageForm.Nothing;
import dev.berth.shared.protocol.ProtocolMethod;
import dev.berth.shared.protocol.ServedProtocol;
import java.util.Map;
import java.util.function.Consumer;

/** The methods of {@code docker.networkdriver/1.0}, libnetwork's remote driver. */
public final class NetworkMethods {
    private static final MessageForm<String> NETWORK = MessageForm.text("NetworkID");

    public static final ProtocolMethod<Nothing, NetworkCapabilities> GET_CAPABILITIES =
            ask("GetCapabilities", NOTHING, NetworkForm.CAPABILITIES);
    public static final ProtocolMethod<NewNetwork<String>, Map<String, String>> ALLOCATE_NETWORK =
            change("AllocateNetwork", NewNetwork.ALLOCATION_FORM, NetworkForm.OPTIONS);
    public static final ProtocolMethod<String, Nothing> FREE_NETWORK =
            change("FreeNetwork", NETWORK, NOTHING);
    public static final ProtocolMethod<NewNetwork<Object>, Nothing> CREATE_NETWORK =
            change("CreateNetwork", NewNetwork.FORM, NOTHING);
    public static final ProtocolMethod<String, Nothing> DELETE_NETWORK =
            change("DeleteNetwork", NETWORK, NOTHING);
    public static final ProtocolMethod<NewEndpoint, EndpointInterface> CREATE_ENDPOINT =
            change("CreateEndpoint", NewEndpoint.FORM, EndpointInterfaceForm.MEMBER);
    public static final ProtocolMethod<EndpointKey, Map<String, Object>> ENDPOINT_OPER_INFO =
            ask("EndpointOperInfo", EndpointKey.FORM, NetworkForm.VALUE);
    public static final ProtocolMethod<EndpointKey, Nothing> DELETE_ENDPOINT =
            change("DeleteEndpoint", EndpointKey.FORM, NOTHING);
    public static final ProtocolMethod<JoinRequest, JoinResponse> JOIN =
            change("Join", JoinRequest.FORM, JoinResponseForm.FORM);
    public static final ProtocolMethod<EndpointKey, Nothing> LEAVE =
            change("Leave", EndpointKey.FORM, NOTHING);
    public static final ProtocolMethod<ExternalConnectivity, Nothing> PROGRAM_EXTERNAL =
            change("ProgramExternalConnectivity", ExternalConnectivity.FORM, NOTHING);
    public static final ProtocolMethod<EndpointKey, Nothing> REVOKE_EXTERNAL =
            change("RevokeExternalConnectivity", EndpointKey.FORM, NOTHING);
    public static final ProtocolMethod<DiscoveryNotification, Nothing> DISCOVER_NEW =
            change("DiscoverNew", NetworkForm.DISCOVERY, NOTHING);
    public static final ProtocolMethod<DiscoveryNotification, Nothing> DISCOVER_DELETE =
            change("DiscoverDelete", NetworkForm.DISCOVERY, NOTHING);

    private NetworkMethods() {}

    /**
     * Returns a driver as it is served.
     *
     * @param failures told what the driver has thrown
     */
    public static ServedProtocol serve(NetworkDriver driver, Consumer<Throwable> failures) {
        ServedProtocol served = new ServedProtocol("NetworkDriver", "Err", failures);
        serveNetworks(served, driver);
        serveEndpoints(served, driver);
        return served.onWhether(DISCOVER_NEW, driver::discoverNew)
                .onWhether(DISCOVER_DELETE, driver::discoverDelete);
    }

    private static void serveNetworks(ServedProtocol served, NetworkDriver driver) {
        served.on(GET_CAPABILITIES, nothing -> driver.capabilities())
                .onOptional(
                        ALLOCATE_NETWORK,
                        made ->
                                driver.allocateNetwork(
                                        made.networkId(), made.options(), made.ipv4(), made.ipv6()))
                .onWhether(FREE_NETWORK, driver::freeNetwork)
                .onRun(
                        CREATE_NETWORK,
                        made ->
                                driver.createNetwork(
                                        made.networkId(), made.options(), made.ipv4(), made.ipv6()))
                .onRun(DELETE_NETWORK, driver::deleteNetwork);
    }

    private static void serveEndpoints(ServedProtocol served, NetworkDriver driver) {
        served.on(
                        CREATE_ENDPOINT,
                        made ->
                                driver.createEndpoint(
                                        made.endpoint().networkId(),
                                        made.endpoint().endpointId(),
                                        made.requested(),
                                        made.options()))
                .on(
                        ENDPOINT_OPER_INFO,
                        key -> driver.endpointOperInfo(key.networkId(), key.endpointId()))
                .onRun(
                        DELETE_ENDPOINT,
                        key -> driver.deleteEndpoint(key.networkId(), key.endpointId()))
                .on(
                        JOIN,
                        join ->
                                driver.join(
                                        join.endpoint().networkId(),
                                        join.endpoint().endpointId(),
                                        join.sandboxKey(),
                                        join.options()))
                .onRun(LEAVE, key -> driver.leave(key.networkId(), key.endpointId()))
                .onWhether(
                        PROGRAM_EXTERNAL,
                        wish ->
                                driver.programExternalConnectivity(
                                        wish.endpoint().networkId(),
                                        wish.endpoint().endpointId(),
                                        wish.options()))
                .onWhether(
                        REVOKE_EXTERNAL,
                        key ->
                                driver.revokeExternalConnectivity(
                                        key.networkId(), key.endpointId()));
    }

    private static <Q, A> ProtocolMethod<Q, A> change(
            String name, MessageForm<Q> request, MessageForm<A> response) {
        return ProtocolMethod.change("NetworkDriver." + name, request, response);
    }

    private static <Q, A> ProtocolMethod<Q, A> ask(
            String name, MessageForm<Q> request, MessageForm<A> response) {
        return ProtocolMethod.ask("NetworkDriver." + name, request, response);
    }
}
