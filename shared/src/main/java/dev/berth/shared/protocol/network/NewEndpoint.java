package dev.berth.shared.protocol.network;

import dev.berth.driver.JsonObject;
import dev.berth.driver.network.EndpointInterface;
import dev.berth.shared.protocol.MessageForm;
import java.util.Map;

/** The request of {@code CreateEndpoint}. */
public record NewEndpoint(
        EndpointKey endpoint, EndpointInterface requested, Map<String, Object> options) {
    static final MessageForm<NewEndpoint> FORM =
            new MessageForm<>(NewEndpoint::write, NewEndpoint::read);

    private JsonObject write() {
        return endpoint.write()
                .with("Interface", EndpointInterfaceForm.write(requested))
                .with("Options", options);
    }

    private static NewEndpoint read(JsonObject json) {
        return new NewEndpoint(
                EndpointKey.read(json), EndpointInterfaceForm.read(json), json.map("Options"));
    }
}
