package dev.berth.desired;

import dev.berth.desired.document.DocumentEntry;
import dev.berth.plugin.PluginReference;
import dev.berth.shared.configuration.InvalidConfigurationException;

/**
 * A plugin that a document wants. Immutable.
 *
 * @param entry as it is written there, to be kept
 */
record AppliedWish(DocumentEntry entry, Wish wish) {
    private static final String ID = "plugin:apply ";

    /**
     * Reads an entry of a document.
     *
     * @throws dev.berth.plugin.error.InvalidDesiredStateException if it wants what cannot be
     */
    static AppliedWish of(DocumentEntry entry) {
        try {
            return new AppliedWish(entry, Wish.read(entry.properties(), problem -> {}));
        } catch (InvalidConfigurationException e) {
            throw entry.problem(e.key(), e.problem());
        }
    }

    /** Returns what the {@link Reconciler} knows it by, and logs: a PID has no blank. */
    String id() {
        return ID + name();
    }

    /** Returns whether this is what something applied is known by. */
    static boolean isId(String id) {
        return id.startsWith(ID);
    }

    PluginReference name() {
        return wish.plugin().name();
    }
}
