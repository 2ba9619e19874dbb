package dev.berth.driver.volume;

import dev.berth.plugin.error.PluginCallException;
import dev.berth.plugin.error.PluginTimeoutException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A volume driver: {@code docker.volumedriver/1.0}. Implemented by who writes or offers a plugin,
 * and published as a service for each enabled plugin that has the capability, with the {@link
 * dev.berth.capability.CapabilityProperties}. What a driver of one's own throws is the error that
 * its caller gets, with its message. Methods that come later will be default methods.
 *
 * <p>The methods of a plugin's service: every one blocks, can be called from any thread, and throws
 * {@link PluginCallException} when the plugin cannot be reached or responds with an error, {@link
 * PluginTimeoutException} when it does not respond in time: 120 seconds for {@link #create}, {@link
 * #remove}, {@link #mount} and {@link #unmount}, 60 seconds for the others, as in Docker. After
 * several calls without a response further ones throw {@link
 * dev.berth.plugin.error.PluginCircuitOpenException} at once.
 */
@ConsumerType
public interface VolumeDriver {

    /**
     * Makes a volume; its storage may be made as late as at the first mount.
     *
     * @param name unique among the driver's volumes
     * @param options the driver's own, {@code -o} in {@code docker volume create}
     */
    void create(String name, Map<String, String> options);

    /** Removes a volume and its data. */
    void remove(String name);

    /**
     * Makes a volume usable.
     *
     * @param id the caller's use of it; a driver counts uses and undoes the mount after the last
     * @return where it is
     */
    Mountpoint mount(String name, String id);

    /**
     * Ends a use.
     *
     * @param id as given to {@link #mount}
     */
    void unmount(String name, String id);

    /** Returns where a volume is, if it is anywhere now. */
    Optional<Mountpoint> path(String name);

    /** Returns a volume; fails with a {@link PluginCallException} if there is none of the name. */
    Volume get(String name);

    /** Returns all volumes that the driver knows. */
    List<Volume> list();

    /** Returns what the driver can do; one that cannot tell is local. */
    default VolumeCapabilities capabilities() {
        return VolumeCapabilities.of(VolumeCapabilities.Scope.LOCAL);
    }
}
