package dev.berth.shared.protocol.network;

import dev.berth.driver.JsonObject;
import dev.berth.driver.network.IpamData;
import dev.berth.shared.protocol.MessageForm;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The request of {@code CreateNetwork} and {@code AllocateNetwork}.
 *
 * @param <V> what options are: anything in the one, strings in the other
 */
public record NewNetwork<V>(
        String networkId, Map<String, V> options, List<IpamData> ipv4, List<IpamData> ipv6) {
    static final MessageForm<NewNetwork<Object>> FORM = form(json -> json.map("Options"));
    static final MessageForm<NewNetwork<String>> ALLOCATION_FORM =
            form(json -> json.textMap("Options"));

    private static <V> MessageForm<NewNetwork<V>> form(
            Function<JsonObject, Map<String, V>> options) {
        return new MessageForm<>(
                NewNetwork::write,
                json ->
                        new NewNetwork<>(
                                json.textOrEmpty("NetworkID"),
                                options.apply(json),
                                IpamDataForm.read(json.objects("IPv4Data")),
                                IpamDataForm.read(json.objects("IPv6Data"))));
    }

    private JsonObject write() {
        return JsonObject.empty()
                .with("NetworkID", networkId)
                .with("Options", options)
                .with("IPv4Data", IpamDataForm.write(ipv4))
                .with("IPv6Data", IpamDataForm.write(ipv6));
    }
}
