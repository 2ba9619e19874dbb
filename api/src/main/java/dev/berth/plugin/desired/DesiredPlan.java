package dev.berth.plugin.desired;

import dev.berth.plugin.PluginReference;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/** What applying a document would change. Immutable: a look at one moment. */
@ProviderType
public interface DesiredPlan {

    /**
     * Returns the document's plugins in its order, and after them those of earlier documents only.
     */
    List<PlannedPlugin> plugins();

    /** Returns whether {@link #apply} would change anything. */
    boolean isChange();

    /**
     * Keeps what the document wants, in place of what was wanted of the same plugins before, and
     * begins to bring the plugins to it. Returns when that is kept on the disk, and waits for no
     * plugin. What a user has changed since a document was applied is brought back.
     *
     * @return for each plugin of the document, and each that ends, a stage that completes when it
     *     is as wanted, or with a {@link dev.berth.plugin.error.PluginException} when the first try
     *     has failed; further ones follow, with growing pauses. To complete or cancel a stage does
     *     nothing to the work.
     * @throws dev.berth.plugin.error.PluginStorageException if it cannot be kept: nothing is begun
     */
    Map<PluginReference, CompletionStage<Void>> apply();
}
