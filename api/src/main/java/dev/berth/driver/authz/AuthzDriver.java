package dev.berth.driver.authz;

import dev.berth.plugin.error.PluginCallException;
import dev.berth.plugin.error.PluginTimeoutException;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * An authorization driver: {@code docker.authz/1.0}. Implemented by who writes or offers a plugin,
 * and published as a service for each enabled plugin that has the capability, with the {@link
 * dev.berth.capability.CapabilityProperties}. What a driver of one's own throws is the error that
 * its caller gets, with its message. Methods that come later will be default methods.
 *
 * <p>The methods of a plugin's service: every one blocks, can be called from any thread, and throws
 * {@link PluginCallException} when the plugin cannot be reached or responds with an error, {@link
 * PluginTimeoutException} when it does not respond within the plugin's own limit. After several
 * calls without a response further ones throw {@link
 * dev.berth.plugin.error.PluginCircuitOpenException} at once. Who guards something refuses in each
 * of these cases.
 */
@ConsumerType
public interface AuthzDriver {

    /** Decides whether a request may be executed. */
    AuthzDecision authorizeRequest(AuthzRequest request);

    /** Decides whether the response to a request, which was executed, may be sent. */
    AuthzDecision authorizeResponse(AuthzRequest request, AuthzResponse response);
}
