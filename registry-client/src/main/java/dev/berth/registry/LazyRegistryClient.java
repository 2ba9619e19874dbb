package dev.berth.registry;

import java.util.function.Supplier;

/**
 * A {@link RegistryClient} that is made when it is first needed. An engine that starts with all its
 * plugins in place needs none, and TLS, HTTP and JSON cost a good part of a second to load.
 */
final class LazyRegistryClient {
    private final Supplier<RegistryClient> maker;
    private RegistryClient client;
    private boolean closed;

    LazyRegistryClient(Supplier<RegistryClient> maker) {
        this.maker = maker;
    }

    /** Returns the one client; a closed one after {@link #close}. */
    synchronized RegistryClient get() {
        if (client == null) {
            client = maker.get();
            if (closed) {
                client.close();
            }
        }
        return client;
    }

    void close() {
        RegistryClient made = markClosed();
        if (made != null) {
            made.close();
        }
    }

    private synchronized RegistryClient markClosed() {
        closed = true;
        return client;
    }
}
