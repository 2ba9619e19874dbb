package dev.berth.spi;

import dev.berth.plugin.Digest;
import dev.berth.plugin.error.PluginRuntimeException;
import dev.berth.plugin.error.PluginTimeoutException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import org.osgi.annotation.versioning.ConsumerType;

/** What plugins run in. */
@ConsumerType
public interface PluginRuntime {

    /**
     * Applies one layer to a root filesystem: owners, modes, links, device nodes, extended
     * attributes and whiteouts as the OCI image specification says. Nothing outside of the folder
     * is changed, whatever the layer holds.
     *
     * @param layer the media type and digest
     * @param blob the layer's bytes, already checked
     * @param rootfs a folder, empty or with the layers before this one
     * @param progress told how many of the blob's bytes are done
     * @return the digest of the layer's tar as it is when uncompressed: what the OCI image
     *     specification calls its diff ID
     * @throws PluginRuntimeException if it cannot be applied; the folder is then to be thrown away
     * @throws InterruptedException if the thread was interrupted
     */
    Digest unpack(Descriptor layer, Path blob, Path rootfs, LongConsumer progress)
            throws InterruptedException;

    /**
     * Starts a plugin and waits until its socket accepts a connection, or, when its config names no
     * socket, until its process runs. What an earlier run left under the same ID is removed first.
     *
     * @throws PluginRuntimeException if it cannot be started or ends before it is ready; the
     *     message then has its exit code and last lines
     * @throws PluginTimeoutException if it is not ready in time; it has been stopped
     * @throws InterruptedException if the thread was interrupted; it has been stopped
     */
    PluginTask start(PluginLaunch launch) throws InterruptedException;

    /**
     * Takes over a plugin that an earlier run of the engine left running.
     *
     * @return empty if it does not run or its socket does not accept
     * @throws PluginRuntimeException if the runtime cannot be asked
     * @throws InterruptedException if the thread was interrupted
     */
    Optional<PluginTask> attach(PluginLaunch launch) throws InterruptedException;

    /**
     * Returns the IDs of all plugins that the runtime has anything of, running or not.
     *
     * @throws PluginRuntimeException if the runtime cannot be asked
     */
    Set<String> ids();

    /**
     * Removes all that the runtime has of a plugin: process, container, mounts. Does nothing if
     * there is nothing.
     *
     * @throws PluginRuntimeException if something cannot be removed
     * @throws InterruptedException if the thread was interrupted
     */
    void clear(String id) throws InterruptedException;

    /**
     * Undoes every mount at or below a folder, so that it can be deleted without deleting what is
     * mounted there.
     *
     * @return the mount points that could not be undone
     */
    List<Path> unmountBelow(Path folder);
}
