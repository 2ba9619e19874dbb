package dev.berth.core.client;

import dev.berth.capability.PluginRequest;
import java.io.IOException;

/** The way to one plugin: a request goes out, the head of its answer comes back. */
interface PluginTransport extends AutoCloseable {
    String MEDIA_TYPE = "application/vnd.docker.plugins.v1.2+json";

    /**
     * Sends a request and waits for the answer's head.
     *
     * @throws PluginUnreachableException if the plugin cannot have seen the request
     * @throws DeadlineException if the request's deadline passed
     * @throws IOException if the connection broke, or the answer is not HTTP
     */
    TransportReply send(PluginRequest request) throws IOException;

    /** Ends all connections; whatever waits on one ends with an {@link IOException}. */
    @Override
    void close();
}
