package dev.berth.shared.protocol.ipam;

import static dev.berth.shared.protocol.ipam.IpAddressMember.cidr;
import static dev.berth.shared.protocol.ipam.IpAddressMember.cidrText;

import dev.berth.driver.InvalidMessageException;
import dev.berth.driver.JsonObject;
import dev.berth.driver.ipam.AddressPool;
import dev.berth.driver.ipam.AddressRequest;
import dev.berth.driver.ipam.AddressSpaces;
import dev.berth.driver.ipam.AllocatedAddress;
import dev.berth.driver.ipam.IpamCapabilities;
import dev.berth.driver.ipam.PoolRequest;
import dev.berth.shared.protocol.MessageForm;

/** The values of IPAM drivers as JSON. */
final class IpamForm {
    static final MessageForm<IpamCapabilities> CAPABILITIES =
            new MessageForm<>(
                    able ->
                            JsonObject.empty()
                                    .with("RequiresMACAddress", able.requiresMacAddress())
                                    .with("RequiresRequestReplay", able.requiresRequestReplay()),
                    json ->
                            IpamCapabilities.none()
                                    .withRequiresMacAddress(json.flag("RequiresMACAddress"))
                                    .withRequiresRequestReplay(json.flag("RequiresRequestReplay")));

    static final MessageForm<AddressSpaces> SPACES =
            new MessageForm<>(
                    spaces ->
                            JsonObject.empty()
                                    .with("LocalDefaultAddressSpace", spaces.local())
                                    .with("GlobalDefaultAddressSpace", spaces.global()),
                    json ->
                            AddressSpaces.of(
                                    json.textOrEmpty("LocalDefaultAddressSpace"),
                                    json.textOrEmpty("GlobalDefaultAddressSpace")));

    static final MessageForm<PoolRequest> POOL_REQUEST =
            new MessageForm<>(IpamForm::write, IpamForm::poolRequest);

    static final MessageForm<AddressPool> POOL =
            new MessageForm<>(
                    pool ->
                            JsonObject.empty()
                                    .with("PoolID", pool.poolId())
                                    .with("Pool", pool.pool().toString())
                                    .with("Data", pool.data()),
                    IpamForm::pool);

    static final MessageForm<AddressRequest> ADDRESS_REQUEST =
            new MessageForm<>(
                    wish ->
                            JsonObject.empty()
                                    .with("PoolID", wish.poolId())
                                    .with("Address", IpAddressMember.text(wish.address()))
                                    .with("Options", wish.options()),
                    IpamForm::addressRequest);

    static final MessageForm<AllocatedAddress> ADDRESS =
            new MessageForm<>(
                    given ->
                            JsonObject.empty()
                                    .with("Address", given.address().toString())
                                    .with("Data", given.data()),
                    json ->
                            cidr(json, "Address")
                                    .map(AllocatedAddress::of)
                                    .orElseThrow(() -> missing("address"))
                                    .withData(json.textMap("Data")));

    private IpamForm() {}

    private static JsonObject write(PoolRequest wish) {
        return JsonObject.empty()
                .with("AddressSpace", wish.addressSpace())
                .with("Pool", cidrText(wish.pool()))
                .with("SubPool", cidrText(wish.subPool()))
                .with("Options", wish.options())
                .with("V6", wish.v6());
    }

    private static PoolRequest poolRequest(JsonObject json) {
        PoolRequest any =
                PoolRequest.of(json.textOrEmpty("AddressSpace"))
                        .withOptions(json.textMap("Options"))
                        .withV6(json.flag("V6"));
        PoolRequest pool = cidr(json, "Pool").map(any::withPool).orElse(any);
        return cidr(json, "SubPool").map(pool::withSubPool).orElse(pool);
    }

    private static AddressPool pool(JsonObject json) {
        String id = json.textOrEmpty("PoolID");
        if (id.isEmpty()) {
            throw missing("pool's ID");
        }
        return cidr(json, "Pool")
                .map(pool -> AddressPool.of(id, pool))
                .orElseThrow(() -> missing("pool"))
                .withData(json.textMap("Data"));
    }

    private static AddressRequest addressRequest(JsonObject json) {
        AddressRequest any =
                AddressRequest.of(json.textOrEmpty("PoolID")).withOptions(json.textMap("Options"));
        return IpAddressMember.address(json, "Address").map(any::withAddress).orElse(any);
    }

    private static InvalidMessageException missing(String what) {
        return new InvalidMessageException("it names no " + what);
    }
}
