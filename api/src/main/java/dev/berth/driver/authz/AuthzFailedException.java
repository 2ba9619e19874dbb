package dev.berth.driver.authz;

import dev.berth.plugin.error.PluginException;

/**
 * A plugin of a chain has not decided: it is not there, does not answer or answers with an error.
 * The request, or the response to it, does not go on; HTTP status 500 in Docker.
 */
public final class AuthzFailedException extends PluginException {
    private static final long serialVersionUID = 1L;

    /**
     * @param plugin its name
     * @param error what it says, or what went wrong
     * @param cause what brought it about, or null
     */
    public AuthzFailedException(String plugin, String error, Throwable cause) {
        super("plugin %s failed with error: %s".formatted(plugin, error), cause);
    }
}
