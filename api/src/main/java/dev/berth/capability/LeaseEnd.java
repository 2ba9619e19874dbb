package dev.berth.capability;

import org.osgi.annotation.versioning.ProviderType;

/** How a {@link Lease} has ended. Immutable; two of the same content are equal. */
@ProviderType
public interface LeaseEnd {

    /**
     * Returns what ended it. More reasons may come: who switches over them has a default, which
     * takes the plugin for gone.
     */
    Reason reason();

    /** Returns what ended it, in words for people. */
    String message();

    /** What ended it. */
    enum Reason {
        /** Its holder closed it. */
        CLOSED,
        /** The bundle that took it has stopped. */
        BUNDLE_STOPPED,
        /** The plugin was disabled by force. */
        DISABLED,
        /** The plugin was removed by force. */
        REMOVED,
        /** The plugin manager stops. */
        ENGINE_STOPPED
    }
}
