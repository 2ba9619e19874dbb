package dev.berth.spi;

import dev.berth.plugin.Digest;
import dev.berth.plugin.PluginConfig;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.Privilege;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** What is about to be installed, or to take an installed plugin's place. Immutable. */
@ProviderType
public interface Admission {

    /** Returns what is pulled, with tag or digest. */
    PluginReference reference();

    /** Returns the digest of the manifest; what is run is what it names. */
    Digest digest();

    /** Returns what the plugin's author says of it. */
    PluginConfig config();

    /** Returns what the plugin asks for, and the user has granted. */
    List<Privilege> privileges();
}
