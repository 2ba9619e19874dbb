package dev.berth.spi;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Told how far a push is, from any thread and for several blobs at once. It does not throw; it may
 * block for as long as the user's listener does, and so slow the push down.
 */
@ProviderType
@FunctionalInterface
public interface PushListener {

    /**
     * Called as the bytes of a blob go out.
     *
     * @param sent how many bytes so far; equal to the blob's size when the registry has it, also
     *     when it had it before
     */
    void sent(Descriptor blob, long sent);
}
