package dev.berth.capability;

import dev.berth.plugin.error.PluginCallException;
import dev.berth.plugin.error.PluginCircuitOpenException;
import dev.berth.plugin.error.PluginLimitExceededException;
import dev.berth.plugin.error.PluginTimeoutException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Client for one capability of one enabled plugin: JSON over HTTP as in <a
 * href="https://docs.docker.com/engine/extend/plugin_api/">Docker's plugin API</a>. Published as a
 * service with the {@link CapabilityProperties}.
 *
 * <p>Safe for use from any thread; calls block, and run at once. After the plugin has gone, every
 * call fails with {@link PluginCallException.Reason#UNREACHABLE}. The service may go at any time:
 * hold it as a dynamic reference, or by a {@link Lease}.
 */
@ProviderType
public interface PluginClient {

    /** Returns the plugin's familiar name with tag; a legacy plugin's bare name. */
    String plugin();

    /** Returns the plugin's ID; empty for a legacy plugin. */
    Optional<String> pluginId();

    /** Returns the capability that this client is for. */
    Capability capability();

    /**
     * Makes a call.
     *
     * @return the response's JSON text in UTF-8, never one that carries an error
     * @throws PluginCallException if the plugin cannot be reached, responds with an error (also one
     *     in a 200's {@code Err}), or responds with what is not JSON
     * @throws PluginTimeoutException if the response is not whole within the deadline, of which the
     *     wait for other calls to the plugin is a part
     * @throws PluginCircuitOpenException at once, if several calls before had no answer
     */
    byte[] call(PluginRequest request);

    /**
     * Makes a call whose response is a stream of bytes without a known end.
     *
     * @param request its deadline runs until the response begins
     * @return the response's body, to be closed by the caller; it ends with an {@link
     *     java.io.IOException} when the plugin goes
     * @throws PluginCallException as {@link #call}
     * @throws PluginTimeoutException if the response has not begun within the deadline
     * @throws PluginCircuitOpenException as {@link #call}
     * @throws PluginLimitExceededException if too many streams of the plugin are open
     */
    InputStream stream(PluginRequest request);

    /**
     * Returns where the host sees a path of the plugin. What is there is the plugin's, links among
     * it: see {@link #hostFolder}.
     *
     * @param pathInPlugin an absolute path as the plugin said it
     * @return the path on the host if it lies under the plugin's propagated mount; for a legacy
     *     plugin, which has no root of its own, the same path
     */
    Optional<Path> hostPath(String pathInPlugin);

    /**
     * Returns a folder of the plugin as the host sees it, to work in without following a link that
     * the plugin makes.
     *
     * @param pathInPlugin an absolute path as the plugin said it
     * @return as for {@link #hostPath}
     */
    Optional<HostFolder> hostFolder(String pathInPlugin);
}
