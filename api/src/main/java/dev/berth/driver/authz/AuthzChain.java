package dev.berth.driver.authz;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Authorization plugins in an order, for a host that guards an HTTP API with them: a service of the
 * manager's. Each plugin is asked for each request, and in the same order for the response; the
 * first that denies ends it. A plugin that fails, does not answer in time or is not there denies.
 *
 * <p>The service has the order of its configuration, {@code dev.berth.authz}; {@link #withPlugins}
 * gives a chain of a host's own. Safe for use from any thread; a plugin that comes or goes, or
 * another configuration, counts from the next question on. To ask blocks, as long as the plugins
 * take.
 */
@ProviderType
public interface AuthzChain {
    /** Stands for all {@link AuthzDriver} services that there are, by their ranking. */
    String ALL = "*";

    /**
     * Returns a chain of other plugins, with the same limits.
     *
     * @param names managed and legacy plugins, as users call them, in the order in which they are
     *     asked, and {@link #ALL}; one that is named twice is asked once
     */
    AuthzChain withPlugins(List<String> names);

    /** Returns the names of its plugins, and {@link #ALL}, in the order in which they are asked. */
    List<String> plugins();

    /** Returns why plugins cannot be asked now, one reason for each. */
    List<String> missing();

    /** Returns how large a body may be that plugins are shown; a larger one is denied. */
    int maxBodyBytes();

    /**
     * Returns whether plugins are shown a body, as in Docker: not if it says that it is something
     * else than JSON, and not the credentials of {@code /auth}. A host that reads it as JSON all
     * the same has to show it.
     *
     * @param path without the query
     * @param contentType the header, if there is one
     */
    boolean showsBody(String path, Optional<String> contentType);

    /**
     * Asks for a request. Headers that carry credentials are not shown: {@code Authorization},
     * {@code X-Registry-Auth} and {@code X-Registry-Config}.
     *
     * @throws AuthzDeniedException if a plugin denies it, or its body is too large
     * @throws AuthzFailedException if a plugin fails
     */
    void authorizeRequest(AuthzRequest request);

    /**
     * Asks for the response to a request that was authorized.
     *
     * @throws AuthzDeniedException if a plugin denies it, or its body is too large
     * @throws AuthzFailedException if a plugin fails
     */
    void authorizeResponse(AuthzRequest request, AuthzResponse response);
}
