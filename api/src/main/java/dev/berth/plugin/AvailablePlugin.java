package dev.berth.plugin;

import java.util.List;
import java.util.Optional;
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

    /**
     * Returns the digest of the index that it was chosen from for this host's platform; empty if
     * the reference names the plugin itself. A request with it gets the plugin that it has for the
     * platform of whichever host asks.
     */
    default Optional<Digest> index() {
        return Optional.empty();
    }

    /** Returns what its author says of it. */
    PluginConfig config();

    /** Returns what has to be granted: all that it asks for, or, for an upgrade, what is new. */
    List<Privilege> privileges();
}
