package dev.berth.capability;

import org.osgi.annotation.versioning.ProviderType;

/**
 * A named use of an enabled plugin, which cannot be disabled meanwhile unless forced. A lease ends
 * also when the plugin dies or is disabled by force; its client then fails. Safe for use from any
 * thread.
 */
@ProviderType
public interface Lease extends AutoCloseable {

    /** Returns who uses the plugin, in words for people. */
    String holder();

    /** Returns the client to use it with. */
    PluginClient client();

    /** Ends the use; a second call does nothing. */
    @Override
    void close();
}
