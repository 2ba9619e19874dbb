package dev.berth.plugin.desired;

import dev.berth.plugin.PluginReference;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** One plugin of a plan. Immutable. */
@ProviderType
public interface PlannedPlugin {

    /** What becomes of it. */
    enum Change {
        /** It is as it is wanted. */
        NONE,
        /** It is not here, and is installed. */
        INSTALL,
        /** It is here in another version, with other settings or in another state. */
        UPDATE,
        /** No document wants it any more. */
        END,
        /** The document does not have it, but an earlier one had: it stays, still wanted. */
        LEFT
    }

    /** Returns its name on this host. */
    PluginReference name();

    /** Returns what becomes of it. */
    Change change();

    /**
     * Returns the steps in words for people, in order: {@code install}, {@code set DEBUG}, {@code
     * enable}. No value of a setting is in them. If it is {@link Change#LEFT}: those that ending it
     * would take.
     */
    List<String> steps();
}
