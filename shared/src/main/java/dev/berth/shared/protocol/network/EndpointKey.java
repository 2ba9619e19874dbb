package dev.berth.shared.protocol.network;

import dev.berth.driver.JsonObject;
import dev.berth.shared.protocol.MessageForm;

/** An endpoint of a network: the request of every call that takes no more. */
public record EndpointKey(String networkId, String endpointId) {
    static final MessageForm<EndpointKey> FORM =
            new MessageForm<>(EndpointKey::write, EndpointKey::read);

    JsonObject write() {
        return JsonObject.empty().with("NetworkID", networkId).with("EndpointID", endpointId);
    }

    static EndpointKey read(JsonObject json) {
        return new EndpointKey(json.textOrEmpty("NetworkID"), json.textOrEmpty("EndpointID"));
    }
}
