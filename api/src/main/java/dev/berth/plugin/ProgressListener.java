package dev.berth.plugin;

import org.osgi.annotation.versioning.ConsumerType;

/** Told how a long work goes on. */
@ConsumerType
@FunctionalInterface
public interface ProgressListener {

    /** Hears nothing. */
    ProgressListener NONE = progress -> {};

    /**
     * Called on the threads that do the work, several at once when layers come in parallel. It
     * holds the work up while it runs. What it throws is logged and changes nothing.
     */
    void progress(Progress progress);
}
