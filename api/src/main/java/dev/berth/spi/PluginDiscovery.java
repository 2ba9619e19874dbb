package dev.berth.spi;

import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Discovers legacy plugins: those that somebody else runs on, or names to, this host, see <a
 * href="https://docs.docker.com/engine/extend/plugin_api/#plugin-discovery">Docker's plugin
 * discovery</a>. All services are used, beside each other.
 */
@ConsumerType
public interface PluginDiscovery {

    /**
     * Returns the endpoint of this name as it is now, also if no listener was told of it yet. An
     * endpoint that cannot be used is none.
     *
     * @param name what users call it
     */
    Optional<LegacyEndpoint> find(String name);

    /**
     * Tells a listener of every endpoint there is, and from then on of every change, in order: one
     * call at a time, on a thread of the discovery or, for what is there now, on the caller's.
     *
     * @return closes the subscription; the listener is not called after that
     */
    Subscription subscribe(LegacyListener listener);

    /** Ends a subscription when closed; a second close does nothing. */
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
