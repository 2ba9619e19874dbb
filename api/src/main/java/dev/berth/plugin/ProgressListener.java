package dev.berth.plugin;

import org.osgi.annotation.versioning.ConsumerType;

/** Listener to the progress of an operation that pulls or pushes. */
@ConsumerType
@FunctionalInterface
public interface ProgressListener {

    /** Hears nothing. */
    ProgressListener NONE = progress -> {};

    /**
     * Called on threads of the manager, several at once when layers come in parallel. It holds the
     * work up while it runs. What it throws is logged and changes nothing.
     */
    void progress(Progress progress);
}
