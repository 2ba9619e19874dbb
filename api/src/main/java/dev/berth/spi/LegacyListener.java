package dev.berth.spi;

import org.osgi.annotation.versioning.ProviderType;

/** Told of legacy plugins; must not block. */
@ProviderType
public interface LegacyListener {

    /** Called when an endpoint is there that was not, or in place of {@code gone} just told. */
    void appeared(LegacyEndpoint endpoint);

    /** Called when an endpoint is there no more, with what {@link #appeared} was called with. */
    void vanished(LegacyEndpoint endpoint);
}
