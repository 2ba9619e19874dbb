package dev.berth.core.client;

/** Is told when a circuit opens or closes, on a thread that makes a call: it must not block. */
@FunctionalInterface
public interface CircuitListener {

    /**
     * @param open whether calls to the plugin fail at once from now on
     * @param why why it opened; empty if it closed
     */
    void changed(PluginIdentity plugin, boolean open, String why);
}
