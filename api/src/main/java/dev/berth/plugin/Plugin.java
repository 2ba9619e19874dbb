package dev.berth.plugin;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** A managed plugin as it was at one moment. Immutable; two of the same content are equal. */
@ProviderType
public interface Plugin {

    /** Returns the plugin's ID: 64 hexadecimal digits, given at install and never reused. */
    String id();

    /** Returns what the user calls the plugin, always with a tag and without a digest. */
    PluginReference name();

    /** Returns where it was pulled from; empty when it was created from files. */
    Optional<PluginReference> source();

    /** Returns the digest of its manifest. */
    Digest digest();

    /**
     * Returns the digest of the index that it was chosen from for this host's platform; empty if it
     * was pulled by itself, or created here.
     */
    default Optional<Digest> index() {
        return Optional.empty();
    }

    /**
     * Returns whose signatures an admission policy has found on it when it was last asked, of those
     * that the policy demands.
     */
    default List<String> signedBy() {
        return List.of();
    }

    /**
     * Returns the versions that {@link PluginManager#rollback} can return to, that which was in use
     * last first.
     */
    List<PluginVersion> previousVersions();

    /** Returns what its author says of it. */
    PluginConfig config();

    /**
     * Returns what it is started with: the config's defaults, and over them what the user has set.
     */
    PluginSettings settings();

    /**
     * Returns whether the user asked for it to be enabled, Docker's {@code Enabled}. This is what
     * is stored; whether it runs is said by {@link #status}.
     */
    boolean enabled();

    /**
     * Returns how it is supervised: each word that {@link PluginManager#set} takes behind an
     * {@code @}, and the value that is in force, set by the user or the manager's default.
     */
    Map<String, String> supervision();

    /**
     * Returns how its process is confined: each word that {@link PluginManager#set} takes behind an
     * {@code @} while it is disabled, and the value that is in force, set by the user, given by an
     * admission policy when it was last asked, or the manager's default; a word that has no default
     * is there only if it is set or given.
     */
    Map<String, String> confinement();

    /** Returns what it is doing now. */
    PluginStatus status();
}
