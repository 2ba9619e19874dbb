package dev.berth.core.client;

/** Is told of the calls to plugins, on the thread that makes one: it must not block. */
@FunctionalInterface
public interface CallListener {

    /**
     * A circuit has opened or closed.
     *
     * @param open whether calls to the plugin fail at once from now on
     * @param why why it opened; empty if it closed
     */
    void circuitChanged(PluginIdentity plugin, boolean open, String why);

    /**
     * A call has ended; one whose reply is a stream, when the stream has begun.
     *
     * @param nanos how long it took
     */
    default void callEnded(PluginIdentity plugin, CallOutcome outcome, long nanos) {}
}
