package dev.berth.plugin;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A plugin in a registry or a layout, as it was when it was looked at: what a user is shown before
 * consenting. Immutable.
 */
@ProviderType
public interface AvailablePlugin {

    /**
     * Returns the digest of the manifest. A request with it gets this content or none, see {@link
     * InstallRequest#withDigest}.
     */
    Digest digest();

    /** Returns what its author says of it. */
    PluginConfig config();

    /** Returns what has to be granted: all that it asks for, or, for an upgrade, what is new. */
    List<Privilege> privileges();
}
