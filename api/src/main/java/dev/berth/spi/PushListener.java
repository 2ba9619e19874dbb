package dev.berth.spi;

import org.osgi.annotation.versioning.ProviderType;

/** Told how a push goes on. */
@ProviderType
@FunctionalInterface
public interface PushListener {

    /**
     * Called as bytes go out.
     *
     * @param sent so far; equal to the blob's size when the registry has it, also when it had it
     *     before
     */
    void sent(Descriptor blob, long sent);
}
