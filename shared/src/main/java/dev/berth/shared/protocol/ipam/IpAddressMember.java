package dev.berth.shared.protocol.ipam;

import dev.berth.driver.InvalidMessageException;
import dev.berth.driver.JsonObject;
import dev.berth.driver.ipam.CidrAddress;
import java.net.InetAddress;
import java.util.Optional;
import java.util.function.Function;

/** IP addresses as members of a JSON object. The empty text is as a member that is not there. */
public final class IpAddressMember {
    private IpAddressMember() {}

    /** Reads {@code 10.1.2.3/24}. */
    public static Optional<CidrAddress> cidr(JsonObject json, String name) {
        return read(json, name, CidrAddress::tryParse, "an IP address with a prefix length");
    }

    /** Reads {@code 10.1.2.3}. */
    public static Optional<InetAddress> address(JsonObject json, String name) {
        return read(json, name, CidrAddress::tryParseAddress, "an IP address");
    }

    /** Returns the text of an address, empty if there is none. */
    public static String text(Optional<InetAddress> address) {
        return address.map(InetAddress::getHostAddress).orElse("");
    }

    /** Returns the text of an address, empty if there is none. */
    public static String cidrText(Optional<CidrAddress> address) {
        return address.map(CidrAddress::toString).orElse("");
    }

    private static <T> Optional<T> read(
            JsonObject json, String name, Function<String, Optional<T>> parse, String wanted) {
        return json.text(name)
                .filter(text -> !text.isEmpty())
                .map(
                        text ->
                                parse.apply(text)
                                        .orElseThrow(
                                                () ->
                                                        new InvalidMessageException(
                                                                "\"%s\" is not %s"
                                                                        .formatted(name, wanted))));
    }
}
