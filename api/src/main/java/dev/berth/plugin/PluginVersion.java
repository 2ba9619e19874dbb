package dev.berth.plugin;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** A version of a plugin that is kept. Immutable; two of the same content are equal. */
@ProviderType
public interface PluginVersion {

    /** Returns the digest of its manifest. */
    Digest digest();

    /** Returns where it was pulled from; empty when it was created from files. */
    Optional<PluginReference> source();
}
