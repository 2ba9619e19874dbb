package dev.berth.shared.protocol.network;

import static dev.berth.shared.protocol.ipam.IpAddressMember.cidr;
import static dev.berth.shared.protocol.ipam.IpAddressMember.cidrText;

import dev.berth.driver.InvalidMessageException;
import dev.berth.driver.JsonObject;
import dev.berth.driver.network.EndpointInterface;
import dev.berth.shared.protocol.MessageForm;
import java.util.Optional;
import java.util.regex.Pattern;

/** The addresses of an endpoint as the member {@code Interface} of a JSON object. */
final class EndpointInterfaceForm {
    private static final Pattern MAC =
            Pattern.compile("[0-9a-fA-F]{2}(?:(?:[:-][0-9a-fA-F]{2}){5})");

    static final MessageForm<EndpointInterface> MEMBER =
            new MessageForm<>(
                    given -> JsonObject.empty().with("Interface", write(given)),
                    EndpointInterfaceForm::read);

    private EndpointInterfaceForm() {}

    static JsonObject write(EndpointInterface addresses) {
        return JsonObject.empty()
                .with("Address", cidrText(addresses.address()))
                .with("AddressIPv6", cidrText(addresses.addressIpv6()))
                .with("MacAddress", addresses.macAddress().orElse(""));
    }

    static EndpointInterface read(JsonObject json) {
        return json.object("Interface")
                .map(EndpointInterfaceForm::members)
                .orElse(EndpointInterface.empty());
    }

    private static EndpointInterface members(JsonObject json) {
        EndpointInterface none = EndpointInterface.empty();
        EndpointInterface v4 = cidr(json, "Address").map(none::withAddress).orElse(none);
        EndpointInterface both = cidr(json, "AddressIPv6").map(v4::withAddressIpv6).orElse(v4);
        return mac(json).map(both::withMacAddress).orElse(both);
    }

    private static Optional<String> mac(JsonObject json) {
        Optional<String> mac = json.text("MacAddress").filter(text -> !text.isEmpty());
        if (mac.isPresent() && !MAC.matcher(mac.get()).matches()) {
            throw new InvalidMessageException("\"MacAddress\" is not a MAC address");
        }
        return mac;
    }
}
