package dev.berth.shared.protocol.network;

import dev.berth.shared.protocol.MessageForm;
import java.util.Map;

/** The request of {@code ProgramExternalConnectivity}. */
public record ExternalConnectivity(EndpointKey endpoint, Map<String, Object> options) {
    static final MessageForm<ExternalConnectivity> FORM =
            new MessageForm<>(
                    wish -> wish.endpoint().write().with("Options", wish.options()),
                    json -> new ExternalConnectivity(EndpointKey.read(json), json.map("Options")));
}
