package dev.berth.spi;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Told of legacy plugins as they come and go, one call at a time, on a thread of the discovery. It
 * does not block and does not throw.
 */
@ProviderType
public interface LegacyListener {

    /**
     * Called when an endpoint is there that was not, or is another than the one of its name that
     * was told {@link #vanished} just before.
     */
    void appeared(LegacyEndpoint endpoint);

    /** Called when an endpoint is there no more, with what {@link #appeared} was called with. */
    void vanished(LegacyEndpoint endpoint);
}
