package dev.berth.plugin;

import dev.berth.plugin.error.PluginException;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Work under way. It goes on whether or not anybody waits for it.
 *
 * @param <T> what it ends with
 */
@ProviderType
public interface Operation<T> {

    /**
     * Returns the stage that completes when the work has ended: normally, or with a {@link
     * PluginException}. Dependent actions run on the thread that did the work and must not block.
     */
    CompletionStage<T> result();

    /**
     * Asks the work to stop. {@link #result} then completes with an {@link
     * dev.berth.plugin.error.OperationCancelledException} once all that was half done is undone.
     * Has no effect on work that has ended, or is past the point where it could be undone.
     */
    void cancel();

    /**
     * Waits for the end.
     *
     * @throws PluginException if the work failed or was cancelled
     * @throws InterruptedException if this thread was interrupted; the work goes on
     */
    T await() throws InterruptedException;
}
