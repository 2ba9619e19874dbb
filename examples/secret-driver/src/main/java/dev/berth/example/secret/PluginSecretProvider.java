package dev.berth.example.secret;

import dev.berth.capability.PluginRequest;
import dev.berth.driver.DriverClient;
import dev.berth.driver.JsonObject;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/** {@link SecretProvider} over the call of {@code docker.secretprovider/1.0}. */
final class PluginSecretProvider implements SecretProvider {
    private static final PluginRequest GET =
            PluginRequest.ask("SecretProvider.GetSecret", Duration.ofSeconds(10));

    private final DriverClient plugin;

    PluginSecretProvider(DriverClient plugin) {
        this.plugin = plugin;
    }

    @Override
    public Optional<byte[]> secret(String name, Map<String, String> labels) {
        JsonObject request =
                JsonObject.empty().with("SecretName", name).with("SecretLabels", labels);
        return plugin.call(GET, request).text("Value").map(this::decoded);
    }

    private byte[] decoded(String value) {
        try {
            return Base64.getDecoder().decode(value);
        } catch (IllegalArgumentException e) {
            throw plugin.malformed(GET.method(), "its Value is not base64");
        }
    }
}
