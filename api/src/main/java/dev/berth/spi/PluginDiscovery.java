package dev.berth.spi;

import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/** Finds legacy plugins: those that somebody else runs on, or names to, this host. */
@ConsumerType
public interface PluginDiscovery {

    /** Returns the endpoint of this name as it is now. */
    Optional<LegacyEndpoint> find(String name);

    /**
     * Tells a listener of every endpoint there is, and from then on of every change, in order.
     *
     * @return closes the subscription; the listener is not called after that
     */
    Subscription subscribe(LegacyListener listener);

    /** Ends a subscription when closed. */
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
