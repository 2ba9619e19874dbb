package dev.berth.driver.authz;

import dev.berth.plugin.error.PluginException;

/** A chain does not let a request, or the response to it, go on; HTTP status 403 in Docker. */
public final class AuthzDeniedException extends PluginException {
    private static final long serialVersionUID = 1L;

    private AuthzDeniedException(String message) {
        super(message);
    }

    /** Returns the denial of a plugin, in Docker's words. */
    public static AuthzDeniedException byPlugin(String plugin, String message) {
        return new AuthzDeniedException(
                "authorization denied by plugin %s: %s".formatted(plugin, message));
    }

    /**
     * Returns the denial of what cannot be shown to the plugins.
     *
     * @param what the body of the request, or of the response
     * @param limit how many bytes of it can be
     */
    public static AuthzDeniedException unseen(String what, int limit) {
        return new AuthzDeniedException(
                "authorization denied: %s is larger than the %d bytes that authorization plugins"
                                .formatted(what, limit)
                        + " are shown");
    }
}
