package dev.berth.plugin;

import dev.berth.plugin.error.PluginException;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Asynchronous work. It goes on whether or not anybody waits for it, and always ends: with its
 * result, or with one {@link PluginException}. An {@link Error} or an exception that nobody foresaw
 * becomes a {@link dev.berth.plugin.error.OperationFailedException}.
 *
 * <p>Safe for use from any thread.
 *
 * @param <T> what it ends with
 */
@ProviderType
public interface Operation<T> {

    /**
     * Returns the stage that completes when the work has ended: normally, or with a {@link
     * PluginException}, which is not wrapped. Dependent actions run on a thread that nothing else
     * waits for. To complete the stage, or to cancel it, does nothing to the work.
     */
    CompletionStage<T> result();

    /**
     * Asks the work to stop, and returns at once. {@link #result} then completes with an {@link
     * dev.berth.plugin.error.OperationCancelledException} once all that was half done is undone.
     * Has no effect on work that has ended, or is past the point where it could be undone.
     */
    void cancel();

    /** Returns whether the work has ended, in whatever way. */
    boolean isDone();

    /**
     * Waits for the end of the work.
     *
     * <p>Work of one plugin is done in order. A thread that works for a plugin itself, as when a
     * component is activated by its services or a {@link dev.berth.capability.CapabilityHandler} is
     * told of it, must not wait for other work of that plugin: that is an error at once.
     *
     * @throws dev.berth.plugin.error.OperationDeadlockException if this thread works for the plugin
     *     that the work is of; the work goes on
     * @throws PluginException if the work failed or was cancelled
     * @throws InterruptedException if this thread was interrupted; the work goes on
     */
    T await() throws InterruptedException;

    /**
     * Waits for the end of the work, but not longer than a limit.
     *
     * @param limit how long to wait; zero or less to only look
     * @throws dev.berth.plugin.error.OperationDeadlockException if this thread works for the plugin
     *     that the work is of; the work goes on
     * @throws dev.berth.plugin.error.PluginTimeoutException if the work has not ended within the
     *     limit; it goes on
     * @throws PluginException if the work failed or was cancelled
     * @throws InterruptedException if this thread was interrupted; the work goes on
     */
    T await(Duration limit) throws InterruptedException;
}
