package dev.berth.capability;

import org.osgi.annotation.versioning.ProviderType;

/** One holder's use of an enabled plugin, which cannot be disabled meanwhile unless forced. */
@ProviderType
public interface Lease extends AutoCloseable {

    /** Returns who uses the plugin. */
    String holder();

    /** Returns the client to use it with. */
    PluginClient client();

    /** Ends the use; a second call does nothing. */
    @Override
    void close();
}
