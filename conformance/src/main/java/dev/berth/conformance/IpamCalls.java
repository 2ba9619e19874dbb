package dev.berth.conformance;

import dev.berth.driver.JsonObject;
import dev.berth.driver.ipam.AddressPool;
import dev.berth.driver.ipam.CidrAddress;
import dev.berth.shared.protocol.ipam.IpamMethods;
import java.io.IOException;
import java.util.Map;

/** Calls of an IPAM plugin, with the members that libnetwork gives them. */
record IpamCalls(ProtocolCalls calls) {

    static JsonObject newPool(String space, String pool, boolean v6) {
        return JsonObject.empty()
                .with("AddressSpace", space)
                .with("Pool", pool)
                .with("SubPool", "")
                .with("Options", Map.of())
                .with("V6", v6);
    }

    static JsonObject pool(String id) {
        return JsonObject.empty().with("PoolID", id);
    }

    static JsonObject address(String pool, String address) {
        return pool(pool).with("Address", address);
    }

    static JsonObject newAddress(String pool, String address, Map<String, String> options) {
        return address(pool, address).with("Options", options);
    }

    /** Requests a pool. */
    AddressPool pool(JsonObject request) throws IOException {
        return IpamMethods.REQUEST_POOL.response().read().apply(success("RequestPool", request));
    }

    /** Requests an address. */
    CidrAddress address(JsonObject request) throws IOException {
        return IpamMethods.REQUEST_ADDRESS
                .response()
                .read()
                .apply(success("RequestAddress", request))
                .address();
    }

    /** Requests an address that must not be given; one that is given all the same is released. */
    String refused(JsonObject request) throws IOException {
        PluginAnswer answer = calls.call("RequestAddress", request);
        if (calls.isError(answer)) {
            return "";
        }
        String given = answer.object().textOrEmpty("Address").split("/", 2)[0];
        calls.call("ReleaseAddress", address(request.textOrEmpty("PoolID"), given));
        return "it answers " + answer;
    }

    /** Releases an address. */
    String released(String pool, CidrAddress address) throws IOException {
        return calls.done("ReleaseAddress", address(pool, address.address().getHostAddress()));
    }

    private JsonObject success(String method, JsonObject request) throws IOException {
        PluginAnswer answer = calls.call(method, request);
        if (calls.isError(answer)) {
            throw new IOException("%s answers %s".formatted(method, answer));
        }
        return answer.object();
    }
}
