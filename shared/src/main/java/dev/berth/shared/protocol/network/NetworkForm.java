package dev.berth.shared.protocol.network;

import dev.berth.driver.InvalidMessageException;
import dev.berth.driver.JsonObject;
import dev.berth.driver.network.DiscoveryNotification;
import dev.berth.driver.network.NetworkCapabilities;
import dev.berth.driver.network.NetworkScope;
import dev.berth.shared.protocol.MessageForm;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The smaller values of network drivers as JSON. */
final class NetworkForm {
    static final MessageForm<NetworkCapabilities> CAPABILITIES =
            new MessageForm<>(
                    able ->
                            JsonObject.empty()
                                    .with("Scope", text(able.scope()))
                                    .with("ConnectivityScope", text(able.connectivityScope())),
                    NetworkForm::capabilities);

    static final MessageForm<Map<String, String>> OPTIONS =
            new MessageForm<>(
                    options -> JsonObject.empty().with("Options", options),
                    json -> json.textMap("Options"));

    static final MessageForm<Map<String, Object>> VALUE =
            new MessageForm<>(
                    value -> JsonObject.empty().with("Value", value), json -> json.map("Value"));

    static final MessageForm<DiscoveryNotification> DISCOVERY =
            new MessageForm<>(
                    news ->
                            JsonObject.empty()
                                    .with("DiscoveryType", news.discoveryType())
                                    .with("DiscoveryData", news.discoveryData()),
                    NetworkForm::discovery);

    private NetworkForm() {}

    /** libnetwork refuses a driver whose scope is neither of the two. */
    private static NetworkCapabilities capabilities(JsonObject json) {
        NetworkCapabilities able =
                scope(json, "Scope").map(NetworkCapabilities::of).orElseThrow(() -> wrong("Scope"));
        return scope(json, "ConnectivityScope").map(able::withConnectivityScope).orElse(able);
    }

    private static Optional<NetworkScope> scope(JsonObject json, String member) {
        return json.text(member)
                .filter(text -> !text.isEmpty())
                .map(
                        text ->
                                switch (text) {
                                    case "local" -> NetworkScope.LOCAL;
                                    case "global" -> NetworkScope.GLOBAL;
                                    default -> throw wrong(member);
                                });
    }

    private static InvalidMessageException wrong(String member) {
        return new InvalidMessageException(
                "\"" + member + "\" is neither \"local\" nor \"global\"");
    }

    private static String text(NetworkScope scope) {
        return scope.name().toLowerCase(Locale.ROOT);
    }

    private static DiscoveryNotification discovery(JsonObject json) {
        long type = json.number("DiscoveryType").orElse(0);
        if (type != (int) type) {
            throw new InvalidMessageException("\"DiscoveryType\" is not a number of 32 bits");
        }
        return DiscoveryNotification.of((int) type, json.map("DiscoveryData"));
    }
}
