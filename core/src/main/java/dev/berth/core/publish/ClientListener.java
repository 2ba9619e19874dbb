package dev.berth.core.publish;

/**
 * What a kind of whiteboard service is told of clients. All is called on the service's own thread,
 * and may throw anything.
 */
interface ClientListener<S> {

    /** Returns what such a service is called in messages, one word. */
    String kind();

    /** Tells a service of a client that has come. */
    void added(S service, PublishedClient client);

    /**
     * Called when the services of a client say something else, of one that a service was told of.
     */
    default void changed(PublishedClient client) {}

    /** Tells a service that a client has gone that it was told of. */
    void removed(S service, PublishedClient client);

    /** Ends what was made for a service that has gone. */
    default void closed() {}
}
