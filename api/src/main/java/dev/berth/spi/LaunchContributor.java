package dev.berth.spi;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Brings what the host gives a plugin for a protocol, beside its config's mounts: a folder for
 * FIFOs, a socket (whiteboard). It says for which capabilities with the service property {@link
 * dev.berth.capability.CapabilityProperties#CAPABILITY}, as a {@link
 * dev.berth.capability.CapabilityHandler} does. One that comes while a plugin runs is asked at its
 * next start.
 *
 * <p>Called on a thread of its own, for one plugin in order, for different plugins at once. A
 * plugin waits for it as long as for handlers; what {@link #contribute} throws, or does not return
 * in time, makes the start fail. A plugin has two tasks while it is upgraded: paths that it has
 * given out stay as they are, so both should get the same sources.
 */
@ConsumerType
@FunctionalInterface
public interface LaunchContributor {

    /**
     * Called before a task is started, also one that is started again.
     *
     * @return what it gets; mounted {@code nosuid,nodev,noexec} after its config's mounts. The
     *     engine follows no link in it that the plugin makes, and {@link
     *     dev.berth.capability.PluginClient#hostFolder} covers it
     */
    List<HostMount> contribute(LaunchedTask task);

    /**
     * Called before a task is taken over that an earlier run of the engine left running.
     *
     * @return what it was given then, if that is still good; empty if not: the plugin is then
     *     started anew
     */
    default Optional<List<HostMount>> attach(LaunchedTask task) {
        return Optional.of(contribute(task));
    }

    /**
     * Called when a task for which one of the others was called has ended, or was not started after
     * all.
     */
    default void ended(LaunchedTask task) {}
}
