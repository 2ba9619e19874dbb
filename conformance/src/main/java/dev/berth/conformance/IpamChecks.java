package dev.berth.conformance;

import static dev.berth.conformance.IpamCalls.address;
import static dev.berth.conformance.IpamCalls.newAddress;
import static dev.berth.conformance.IpamCalls.newPool;
import static dev.berth.conformance.IpamCalls.pool;
import static dev.berth.conformance.ProtocolCalls.first;

import dev.berth.driver.JsonObject;
import dev.berth.driver.ipam.AddressPool;
import dev.berth.driver.ipam.CidrAddress;
import dev.berth.shared.protocol.ipam.IpamMethods;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Checks of {@code docker.ipamdriver/1.0}, as <a
 * href="https://github.com/moby/moby/blob/master/libnetwork/docs/ipam.md">libnetwork describes
 * it</a>. Requests the pool 198.18.77.0/24, or the one that the driver gives in its place, and
 * releases it.
 */
final class IpamChecks {
    private static final String SUBNET = "198.18.77.0/24";
    private static final String NONE = "verify-none";
    private static final Map<String, String> GATEWAY =
            Map.of("RequestAddressType", "com.docker.network.gateway");

    private final Verification verification;
    private final ProtocolCalls calls;
    private final IpamCalls ipam;
    private final CheckReport report;
    private String space = "";

    IpamChecks(Verification verification) {
        this.verification = verification;
        this.calls = new ProtocolCalls(verification.plugin(), "IpamDriver", "Error");
        this.ipam = new IpamCalls(calls);
        this.report = verification.report();
    }

    void run() {
        capabilities();
        absence();
        pools();
        addresses();
        errors();
        names();
        concurrency();
        verification.restart().ifPresent(this::restart);
    }

    private void capabilities() {
        report.demand(
                "IpamDriver.GetCapabilities answers RequiresMACAddress and RequiresRequestReplay as"
                        + " booleans, or is not there",
                () ->
                        calls.doneIfKnown(
                                "GetCapabilities",
                                JsonObject.empty(),
                                answer -> {
                                    answer.object().flag("RequiresMACAddress");
                                    answer.object().flag("RequiresRequestReplay");
                                    return "";
                                }));
        report.demand(
                "IpamDriver.GetDefaultAddressSpaces answers LocalDefaultAddressSpace and"
                        + " GlobalDefaultAddressSpace",
                () ->
                        calls.done(
                                "GetDefaultAddressSpaces",
                                JsonObject.empty(),
                                answer -> spaces(answer.object())));
    }

    private String spaces(JsonObject json) {
        space = json.textOrEmpty("LocalDefaultAddressSpace");
        return space.isEmpty() || json.textOrEmpty("GlobalDefaultAddressSpace").isEmpty()
                ? "an address space has a name"
                : "";
    }

    private void absence() {
        report.demand(
                "IpamDriver.RequestAddress of a pool that there is not answers with an Error",
                () -> ipam.refused(newAddress(NONE, "", Map.of())));
        report.demand(
                "IpamDriver.ReleaseAddress of a pool that there is not is answered",
                () -> calls.answered("ReleaseAddress", address(NONE, "198.18.77.9")));
        report.demand(
                "IpamDriver.ReleasePool of a pool that there is not is answered",
                () -> calls.answered("ReleasePool", pool(NONE)));
    }

    private void pools() {
        report.demand(
                "IpamDriver.RequestPool answers a PoolID, and the Pool that it was asked for, in"
                        + " CIDR form",
                () -> {
                    AddressPool given = requested();
                    return first(
                            given.pool().toString().equals(SUBNET)
                                    ? ""
                                    : "it answers %s for %s".formatted(given.pool(), SUBNET),
                            calls.done("ReleasePool", pool(given.poolId())));
                });
        report.demand(
                "IpamDriver.RequestPool without a Pool chooses one, or answers with an Error",
                () -> chosen(false));
        report.demand(
                "IpamDriver.RequestPool of IPv6 chooses one of IPv6, or answers with an Error",
                () -> chosen(true));
    }

    private AddressPool requested() throws IOException {
        return ipam.pool(newPool(space, SUBNET, false));
    }

    private String chosen(boolean v6) throws IOException {
        PluginAnswer answer = calls.call("RequestPool", newPool(space, "", v6));
        if (calls.isError(answer)) {
            return "";
        }
        AddressPool given = IpamMethods.REQUEST_POOL.response().read().apply(answer.object());
        boolean asked = given.pool().address().getAddress().length == (v6 ? 16 : 4);
        return first(
                asked ? "" : "it answers " + given.pool(),
                calls.done("ReleasePool", pool(given.poolId())));
    }

    private void addresses() {
        report.demand(
                "IpamDriver.RequestAddress answers an address of the Pool, in CIDR form, and each"
                        + " time another",
                () -> inPool((pool, given) -> different(pool, given, ipam.address(any(pool)))));
        report.demand(
                "IpamDriver.RequestAddress for a gateway answers an address of the Pool",
                () ->
                        inPool(
                                (pool, given) -> {
                                    CidrAddress gateway =
                                            ipam.address(newAddress(pool.poolId(), "", GATEWAY));
                                    return different(pool, given, gateway);
                                }));
        report.demand(
                "IpamDriver.RequestAddress of a named Address answers that one, or with an Error",
                () -> inPool(this::named));
        report.demand(
                "IpamDriver.RequestAddress of an Address that is taken answers with an Error",
                () -> inPool((pool, given) -> ipam.refused(wish(pool, given))));
        report.advise(
                "IpamDriver.ReleaseAddress makes it free: it can be requested again",
                () ->
                        inPool(
                                (pool, given) ->
                                        first(
                                                ipam.released(pool.poolId(), given),
                                                calls.done("RequestAddress", wish(pool, given)))));
    }

    private static JsonObject any(AddressPool pool) {
        return newAddress(pool.poolId(), "", Map.of());
    }

    private static JsonObject wish(AddressPool pool, CidrAddress address) {
        return newAddress(pool.poolId(), address.address().getHostAddress(), Map.of());
    }

    private String named(AddressPool pool, CidrAddress given) throws IOException {
        byte[] bytes = pool.pool().network().address().getAddress();
        bytes[bytes.length - 1] |= 42;
        String wish = InetAddress.getByAddress(bytes).getHostAddress();
        PluginAnswer answer =
                calls.call("RequestAddress", newAddress(pool.poolId(), wish, Map.of()));
        if (calls.isError(answer)) {
            return "";
        }
        String said = answer.object().textOrEmpty("Address");
        return first(
                said.startsWith(wish + "/") ? "" : "it answers %s for %s".formatted(said, wish),
                calls.done("ReleaseAddress", address(pool.poolId(), said.split("/")[0])));
    }

    private String different(AddressPool pool, CidrAddress given, CidrAddress other)
            throws IOException {
        boolean conforms = !given.equals(other) && pool.pool().contains(other.address());
        return first(
                conforms ? "" : "in %s it answers %s, and %s".formatted(pool.pool(), given, other),
                ipam.released(pool.poolId(), other));
    }

    /** Does something in a pool of which one address is taken, and releases both. */
    private String inPool(PoolCheck check) throws IOException {
        AddressPool pool = requested();
        CidrAddress given = ipam.address(any(pool));
        String problem =
                pool.pool().contains(given.address())
                        ? check.run(pool, given)
                        : "%s is not of %s".formatted(given, pool.pool());
        return first(
                problem,
                ipam.released(pool.poolId(), given),
                calls.done("ReleasePool", pool(pool.poolId())));
    }

    private void errors() {
        ErrorChecks errors = new ErrorChecks(report, calls);
        errors.unknownMethod();
        errors.malformedRequest(
                "RequestPool", () -> calls.done("GetDefaultAddressSpaces", JsonObject.empty()));
        errors.form("ReleasePool", pool(NONE));
    }

    private void names() {
        List<String> odd = List.of("s".repeat(4096), "verify \u00e4\u4e2d\ud83d\ude00 \"/../\\");
        for (String name : odd) {
            report.demand(
                    "the address space %s is refused, or harms nothing"
                            .formatted(name.length() > 60 ? "of 4096 letters" : name),
                    () -> {
                        PluginAnswer answer =
                                calls.call("RequestPool", newPool(name, SUBNET, false));
                        return calls.isError(answer)
                                ? ""
                                : calls.done(
                                        "ReleasePool", pool(answer.object().textOrEmpty("PoolID")));
                    });
        }
        report.demand(
                "a Pool that is no subnet is refused",
                () -> calls.refused("RequestPool", newPool(space, "198.18.77.0/99", false)));
    }

    private void concurrency() {
        report.demand(
                "%d addresses that are requested at once are different".formatted(AtOnce.TIMES),
                () -> {
                    AddressPool pool = requested();
                    Set<CidrAddress> all = ConcurrentHashMap.newKeySet();
                    String problem =
                            AtOnce.run(
                                    number -> {
                                        CidrAddress given = ipam.address(any(pool));
                                        return all.add(given) ? "" : given + " is given twice";
                                    });
                    for (CidrAddress each : all) {
                        problem = first(problem, ipam.released(pool.poolId(), each));
                    }
                    return first(problem, calls.done("ReleasePool", pool(pool.poolId())));
                });
    }

    private void restart(CheckReport.Check restarting) {
        report.advise(
                "an address that is taken is so after a restart of the plugin",
                () ->
                        inPool(
                                (pool, given) ->
                                        first(restarting.run(), ipam.refused(wish(pool, given)))));
    }

    /** What is checked in a pool. */
    @FunctionalInterface
    private interface PoolCheck {
        String run(AddressPool pool, CidrAddress given) throws IOException;
    }
}
