package dev.berth.shared.server;

import java.io.Closeable;
import java.io.IOException;

/** A socket that listens. */
public interface ServerListener extends Closeable {

    /**
     * Waits for a client.
     *
     * @throws java.nio.channels.ClosedChannelException if the listener is closed
     * @throws IOException if this one cannot be accepted; a later one may be
     */
    Peer accept() throws IOException;

    /** Returns where it listens, as a URL: {@code unix:///run/docker/plugins/volume.sock}. */
    String address();

    /**
     * Stops listening, and removes what it has put into folders. Ends a call of {@link #accept}.
     */
    @Override
    void close() throws IOException;
}
