package dev.berth.spi;

import dev.berth.plugin.Digest;
import dev.berth.plugin.error.PluginRuntimeException;
import dev.berth.plugin.error.PluginTimeoutException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Runs plugins: unpacks their layers, and makes a process in a container of a root filesystem and a
 * config. At most one is used at a time, that of the highest service ranking.
 *
 * <p>IDs are those of <em>tasks</em> ({@link PluginLaunch#id}): a plugin has two tasks while it is
 * upgraded, the new version's beside the old one's, and one else. Calls for one task's ID come one
 * after the other, calls for different IDs at once, also when both are of one plugin; {@link #ids}
 * comes beside all of them. What is done to one task does not touch the other.
 *
 * <p>Two tasks of one plugin may have the same {@link PluginLaunch#propagatedMount}. What either,
 * or the host, mounts below it is seen by all of them, also what was mounted before a task was
 * started. It, and what is mounted below it, is undone when the last task that has it is removed,
 * and lives through the end of the other, and through a start that fails.
 *
 * <p>When the service goes, the services of all plugins go, and plugins run on: they are taken over
 * by {@link #attach} when one comes again. When it goes because its bundle or the framework stops,
 * and the manager is not configured for live restore, their processes are stopped first: the
 * service must work until it has been given back. The same holds when the manager's own bundle
 * stops.
 */
@ConsumerType
public interface PluginRuntime {

    /**
     * Applies one layer to a root filesystem: owners, modes, links, device nodes, extended
     * attributes and whiteouts as the <a
     * href="https://github.com/opencontainers/image-spec/blob/v1.1.1/layer.md">OCI image
     * specification</a> says. Nothing outside of the folder is changed, whatever the layer holds.
     * The layers of one root filesystem come one after the other.
     *
     * @param layer the media type, digest and size; the media type is the manifest's, and may be
     *     one that cannot be unpacked
     * @param blob the layer's bytes, whose digest and size were checked
     * @param rootfs a folder, empty or with the layers before this one
     * @param progress told how many of the blob's bytes are done, from any thread; it does not
     *     throw
     * @return the digest of the layer's tar archive when it is uncompressed: what the OCI image
     *     specification calls its diff ID
     * @throws PluginRuntimeException if it cannot be applied; the folder is then thrown away by the
     *     caller
     * @throws InterruptedException if the thread was interrupted; nothing writes into the folder
     *     any more
     */
    Digest unpack(Descriptor layer, Path blob, Path rootfs, LongConsumer progress)
            throws InterruptedException;

    /**
     * Returns this runtime for a manager. The manager asks once when it finds the runtime, and uses
     * what it gets until that one's service goes; nobody else's calls are affected. A runtime that
     * keeps files until the host's next boot keeps them below the manager's folder, unless it is
     * configured otherwise.
     *
     * @param execRoot the absolute path of the manager's folder of all that ends with a boot; it
     *     may not be there yet
     * @return this runtime, if it keeps nothing there; made at once, without a wait
     * @since 1.5
     */
    default PluginRuntime forExecRoot(Path execRoot) {
        return this;
    }

    /**
     * Applies one layer that may still be on its way, as the other {@code unpack} does. A runtime
     * that was made before this method waits until all of it is there.
     *
     * @param layer the media type, digest and size
     * @param content the layer's bytes
     * @param rootfs a folder, empty or with the layers before this one
     * @param progress told how many of the layer's bytes are done, from any thread; it does not
     *     throw
     * @return the digest of the layer's tar archive when it is uncompressed
     * @throws PluginRuntimeException if it cannot be fetched or applied; the folder is then thrown
     *     away by the caller
     * @throws InterruptedException if the thread was interrupted; nothing writes into the folder
     *     any more
     * @since 1.3
     */
    default Digest unpack(
            Descriptor layer, LayerContent content, Path rootfs, LongConsumer progress)
            throws InterruptedException {
        Path blob;
        try {
            blob = content.file();
        } catch (IOException e) {
            throw new PluginRuntimeException(
                    "layer " + layer.digest() + " cannot be read: " + e.getMessage(), e);
        }
        return unpack(layer, blob, rootfs, progress);
    }

    /**
     * Applies one layer while it is made, as {@link #unpack(Descriptor, Path, Path, LongConsumer)}
     * does one that is here. A runtime that was made before this method gets a file of it when all
     * of it is there, beside the root filesystem, with the media type {@code
     * application/vnd.oci.image.layer.v1.tar}.
     *
     * @param tar the layer as a tar archive, uncompressed, to be read to its end in this call by
     *     one thread; the caller closes it. Reading waits for what is not made yet, and ends by an
     *     interrupt of the thread, or by an {@link IOException} if the layer is not made after all.
     * @param rootfs a folder, empty or with the layers before this one
     * @return the digest of the tar archive
     * @throws PluginRuntimeException if it cannot be read or applied; the folder is then thrown
     *     away by the caller
     * @throws InterruptedException if the thread was interrupted; nothing writes into the folder
     *     any more
     * @since 1.6
     */
    default Digest unpack(InputStream tar, Path rootfs) throws InterruptedException {
        try (SpooledTar spooled = SpooledTar.of(tar, rootfs)) {
            return unpack(spooled.descriptor(), spooled.file(), rootfs, done -> {});
        } catch (InterruptedIOException e) {
            throw new InterruptedException();
        } catch (IOException e) {
            throw new PluginRuntimeException(
                    "the layer cannot be read: %s".formatted(e.getMessage()), e);
        }
    }

    /**
     * Starts a plugin and waits until its socket accepts a connection, or, when its config names no
     * socket, until its process runs.
     *
     * <p>The ID may be that of a task that runs, or of one that left something behind: an engine
     * may have been killed, or {@link #attach} have refused it. All of that is removed first, as
     * {@link #clear} does.
     *
     * <p>What a config does not say is as in Docker: the process runs as the config's user and
     * group, 0 and 0 when there are none, without further groups; its environment has {@code
     * PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin} before the variables of
     * {@link PluginLaunch#settings}, which may set another; {@code HOME} is set only if they do (an
     * OCI runtime then takes it from the root filesystem's {@code /etc/passwd}); it starts in
     * {@code /}.
     *
     * <p>The runtime logs what the plugin writes, line by line and with the plugin's name, for as
     * long as the plugin runs, hands it to {@link PluginLaunch#output}, and keeps the last lines
     * for {@link dev.berth.plugin.TaskExit#lastOutput} and for its error messages. Nobody else
     * reads the output.
     *
     * @throws PluginRuntimeException if it cannot be started or ends before it is ready; the
     *     message then has its exit code and last lines. Nothing of it is left.
     * @throws PluginTimeoutException if it is not ready within {@link PluginLaunch#timeout}; it has
     *     been stopped, and nothing of it is left
     * @throws InterruptedException if the thread was interrupted; it has been stopped, and nothing
     *     of it is left
     */
    PluginTask start(PluginLaunch launch) throws InterruptedException;

    /**
     * Takes over the process of a plugin that an earlier run of the engine left running. Its output
     * is logged from then on; what it wrote meanwhile may be lost.
     *
     * @return empty if it does not run or its socket does not accept a connection; the caller then
     *     starts it
     * @throws PluginRuntimeException if the runtime cannot be asked; the caller tries to start the
     *     plugin later
     * @throws InterruptedException if the thread was interrupted; the process runs on
     */
    Optional<PluginTask> attach(PluginLaunch launch) throws InterruptedException;

    /**
     * Returns the IDs of all tasks that the runtime has anything of, running or not. What is not to
     * run of them is removed by {@link #clear}.
     *
     * @throws PluginRuntimeException if the runtime cannot be asked
     */
    Set<String> ids();

    /**
     * Returns the root filesystem that a task was made with. It tells whose a task is that no
     * plugin knows: it was made by whoever has the folder.
     *
     * @param id one of {@link #ids}
     * @return empty if there is no such task, or it is not known, as in a runtime that was made
     *     before this method
     * @throws PluginRuntimeException if the runtime cannot be asked
     * @throws InterruptedException if the thread was interrupted
     * @since 1.2
     */
    default Optional<Path> rootfs(String id) throws InterruptedException {
        return Optional.empty();
    }

    /**
     * Removes all that the runtime has of a task: process, container, and the mounts that no other
     * task has. The process is killed. Does nothing if there is nothing.
     *
     * @param id the task's, to the letter: that of the plugin does not stand for the one with
     *     {@code -2}, too
     * @throws PluginRuntimeException if something cannot be removed
     * @throws InterruptedException if the thread was interrupted; a later call removes the rest
     */
    void clear(String id) throws InterruptedException;

    /**
     * Removes all that the runtime has of several tasks, as {@link #clear(String)} does of one. The
     * default removes one after the other, and leaves out the rest when one fails; a runtime may
     * remove them at the same time.
     *
     * @param ids the tasks', to the letter
     * @throws PluginRuntimeException if something cannot be removed
     * @throws InterruptedException if the thread was interrupted; a later call removes the rest
     * @since 1.5
     */
    default void clear(Set<String> ids) throws InterruptedException {
        for (String id : ids) {
            clear(id);
        }
    }

    /**
     * Asks what the runtime is made of, for a bug report: the names of its programs and their
     * versions as they tell them, in the order in which they call each other.
     *
     * @return empty if it is not known, as in a runtime that was made before this method; a program
     *     that does not tell is left out
     * @throws InterruptedException if the thread was interrupted
     * @since 1.4
     */
    default Map<String, String> versions() throws InterruptedException {
        return Map.of();
    }

    /**
     * Undoes every mount at or below a folder, so that it can be deleted without deleting what is
     * mounted there. An interrupt does not end it.
     *
     * @return the mount points that could not be undone
     * @throws PluginRuntimeException if the host's mounts cannot be read
     */
    List<Path> unmountBelow(Path folder);
}
