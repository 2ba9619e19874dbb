package dev.berth.shared.protocol.network;

import dev.berth.shared.protocol.MessageForm;
import java.util.Map;

/** The request of {@code Join}. */
public record JoinRequest(EndpointKey endpoint, String sandboxKey, Map<String, Object> options) {
    static final MessageForm<JoinRequest> FORM =
            new MessageForm<>(
                    join ->
                            join.endpoint()
                                    .write()
                                    .with("SandboxKey", join.sandboxKey())
                                    .with("Options", join.options()),
                    json ->
                            new JoinRequest(
                                    EndpointKey.read(json),
                                    json.textOrEmpty("SandboxKey"),
                                    json.map("Options")));
}
