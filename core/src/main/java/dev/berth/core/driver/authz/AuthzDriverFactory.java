package dev.berth.core.driver.authz;

import dev.berth.driver.DriverClient;
import dev.berth.driver.DriverFactory;
import dev.berth.driver.authz.AuthzDriver;

/** The {@link AuthzDriver} of {@code docker.authz/1.0}. */
public final class AuthzDriverFactory implements DriverFactory<AuthzDriver> {

    @Override
    public Class<AuthzDriver> type() {
        return AuthzDriver.class;
    }

    @Override
    public AuthzDriver create(DriverClient plugin) {
        return new PluginAuthzDriver(plugin);
    }
}
