package dev.berth.capability;

import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A named use of an enabled plugin, which cannot be disabled meanwhile unless forced. A lease
 * outlives a restart of the plugin: while the plugin is down, calls of its client fail with {@link
 * dev.berth.plugin.error.PluginCallException.Reason#DOWN}, and afterwards they reach the new
 * process. It ends when it is closed, when the bundle that took it stops, or when the plugin is
 * taken away from it; {@link #ended} says which. Safe for use from any thread.
 */
@ProviderType
public interface Lease extends AutoCloseable {

    /** Returns who uses the plugin, in words for people. */
    String holder();

    /** Returns the client to use it with; the same one for as long as the lease lasts. */
    PluginClient client();

    /**
     * Returns the stage that completes, normally, when the lease has ended, with the reason. If it
     * was taken away, that is before the plugin's services go and its process is stopped.
     *
     * <p>Dependent actions run on the thread that closes the lease, or on one of their own; neither
     * the plugin nor its end waits for them. To complete the stage, or to cancel it, does nothing
     * to the lease.
     */
    CompletionStage<LeaseEnd> ended();

    /** Ends the use; a second call does nothing. */
    @Override
    void close();
}
