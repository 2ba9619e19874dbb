package dev.berth.sdk;

import dev.berth.shared.protocol.ServedPlugin;
import dev.berth.shared.server.ProtocolServer;

/** A plugin that listens. */
public final class ListeningPlugin implements AutoCloseable {
    private final ProtocolServer server;
    private final ServedPlugin plugin;

    ListeningPlugin(ProtocolServer server, ServedPlugin plugin) {
        this.server = server;
        this.plugin = plugin;
    }

    /** Returns where it listens, as a URL: {@code unix:///run/docker/plugins/volume.sock}. */
    public String address() {
        return server.address();
    }

    /** Waits until it is closed. */
    public void awaitClosed() throws InterruptedException {
        server.awaitClosed();
    }

    /**
     * Stops listening, and returns when the calls that run have ended, or have been interrupted
     * after 8 seconds. Removes the socket or the spec file. The sinks of a log driver are closed;
     * the drivers stay as they are.
     */
    @Override
    public void close() {
        server.close();
        plugin.close();
    }
}
