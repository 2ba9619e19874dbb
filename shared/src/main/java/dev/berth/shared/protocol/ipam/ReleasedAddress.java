package dev.berth.shared.protocol.ipam;

import dev.berth.driver.InvalidMessageException;
import dev.berth.driver.JsonObject;
import dev.berth.shared.protocol.MessageForm;
import java.net.InetAddress;

/** The request of {@code ReleaseAddress}. */
public record ReleasedAddress(String poolId, InetAddress address) {
    static final MessageForm<ReleasedAddress> FORM =
            new MessageForm<>(
                    released ->
                            JsonObject.empty()
                                    .with("PoolID", released.poolId())
                                    .with("Address", released.address().getHostAddress()),
                    ReleasedAddress::read);

    private static ReleasedAddress read(JsonObject json) {
        return new ReleasedAddress(
                json.textOrEmpty("PoolID"),
                IpAddressMember.address(json, "Address")
                        .orElseThrow(() -> new InvalidMessageException("it names no address")));
    }
}
