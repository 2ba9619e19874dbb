package dev.berth.driver;

import dev.berth.capability.PluginClient;
import dev.berth.capability.PluginRequest;
import dev.berth.plugin.error.PluginCallException;
import org.osgi.annotation.versioning.ProviderType;

/** The client that a typed driver is made over: calls with JSON objects in both directions. */
@ProviderType
public interface DriverClient extends PluginClient {

    /**
     * Makes a call.
     *
     * @param request its method, deadline and whether it is repeatable; its body is not sent
     * @param message the object to send
     * @return the response, never one that carries an error
     * @throws PluginCallException as {@link #call(PluginRequest)}; with {@link
     *     PluginCallException.Reason#NOT_SUPPORTED} if the plugin does not know the method
     */
    JsonObject call(PluginRequest request, JsonObject message);

    /**
     * Returns the error of a response that is JSON and not what the protocol demands.
     *
     * @param method {@code VolumeDriver.Mount}
     * @param detail what is wrong with it
     */
    PluginCallException malformed(String method, String detail);
}
