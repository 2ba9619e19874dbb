package dev.berth.example.secret;

import dev.berth.driver.DriverClient;
import dev.berth.driver.DriverFactory;
import org.osgi.service.component.annotations.Component;

/** Makes a {@link SecretProvider} service of each secret plugin, whichever came first. */
@Component(property = "berth.capability=docker.secretprovider")
public final class SecretProviderFactory implements DriverFactory<SecretProvider> {

    @Override
    public Class<SecretProvider> type() {
        return SecretProvider.class;
    }

    @Override
    public SecretProvider create(DriverClient plugin) {
        return new PluginSecretProvider(plugin);
    }
}
