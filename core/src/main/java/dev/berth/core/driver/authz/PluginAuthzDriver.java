package dev.berth.core.driver.authz;

import dev.berth.driver.DriverClient;
import dev.berth.driver.authz.AuthzDecision;
import dev.berth.driver.authz.AuthzDriver;
import dev.berth.driver.authz.AuthzRequest;
import dev.berth.driver.authz.AuthzResponse;
import dev.berth.shared.protocol.authz.AuthzExchange;
import dev.berth.shared.protocol.authz.AuthzMethods;
import java.util.Objects;

/** {@link AuthzDriver} over the calls of {@code docker.authz/1.0}. */
final class PluginAuthzDriver implements AuthzDriver {
    private final DriverClient plugin;

    PluginAuthzDriver(DriverClient plugin) {
        this.plugin = plugin;
    }

    @Override
    public AuthzDecision authorizeRequest(AuthzRequest request) {
        return AuthzMethods.REQUEST.call(plugin, Objects.requireNonNull(request, "request"));
    }

    @Override
    public AuthzDecision authorizeResponse(AuthzRequest request, AuthzResponse response) {
        return AuthzMethods.RESPONSE.call(
                plugin,
                new AuthzExchange(
                        Objects.requireNonNull(request, "request"),
                        Objects.requireNonNull(response, "response")));
    }
}
