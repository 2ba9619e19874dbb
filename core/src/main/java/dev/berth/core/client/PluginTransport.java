package dev.berth.core.client;

import dev.berth.capability.PluginRequest;
import java.io.IOException;

/** Sends HTTP requests to one plugin, and returns each response when its head has come. */
interface PluginTransport extends AutoCloseable {
    String MEDIA_TYPE = "application/vnd.docker.plugins.v1.2+json";

    /**
     * Sends a request and waits for the head of the response.
     *
     * @throws PluginUnreachableException if the plugin cannot have received the request
     * @throws DeadlineException if the request's deadline passed
     * @throws IOException if the connection broke, or the response is not HTTP
     */
    TransportReply send(PluginRequest request) throws IOException;

    /** Closes all connections; whoever waits on one gets an {@link IOException}. */
    @Override
    void close();
}
