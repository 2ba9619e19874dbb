package dev.berth.shared.protocol.network;

import static dev.berth.shared.protocol.ipam.IpAddressMember.cidr;
import static dev.berth.shared.protocol.ipam.IpAddressMember.cidrText;

import dev.berth.driver.JsonObject;
import dev.berth.driver.ipam.CidrAddress;
import dev.berth.driver.network.IpamData;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The addresses of a network as JSON. */
final class IpamDataForm {
    private static final String AUX_ADDRESSES = "AuxAddresses";

    private IpamDataForm() {}

    static List<JsonObject> write(List<IpamData> data) {
        return data.stream().map(IpamDataForm::write).toList();
    }

    private static JsonObject write(IpamData data) {
        JsonObject written =
                JsonObject.empty()
                        .with("AddressSpace", data.addressSpace())
                        .withText("Pool", cidrText(data.pool()))
                        .withText("Gateway", cidrText(data.gateway()));
        Map<String, String> taken = new LinkedHashMap<>();
        data.auxAddresses().forEach((user, address) -> taken.put(user, address.toString()));
        return taken.isEmpty() ? written : written.with(AUX_ADDRESSES, taken);
    }

    static List<IpamData> read(List<JsonObject> data) {
        return data.stream().map(IpamDataForm::read).toList();
    }

    private static IpamData read(JsonObject json) {
        IpamData named =
                IpamData.of(json.textOrEmpty("AddressSpace")).withAuxAddresses(taken(json));
        IpamData pooled = cidr(json, "Pool").map(named::withPool).orElse(named);
        return cidr(json, "Gateway").map(pooled::withGateway).orElse(pooled);
    }

    private static Map<String, CidrAddress> taken(JsonObject json) {
        JsonObject addresses = json.object(AUX_ADDRESSES).orElse(JsonObject.empty());
        Map<String, CidrAddress> taken = new LinkedHashMap<>();
        for (String user : addresses.members().keySet()) {
            cidr(addresses, user).ifPresent(address -> taken.put(user, address));
        }
        return taken;
    }
}
