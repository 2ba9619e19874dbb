package dev.berth.plugin;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What a plugin is started with: the config's defaults, and over them what the user has set.
 * Immutable; two of the same content are equal.
 */
@ProviderType
public interface PluginSettings {

    /**
     * Returns {@code NAME=value} for each variable that has a value, in the config's order. Where
     * the value is kept elsewhere it is {@code NAME.file=PATH} or {@code NAME.secret=NAME}, and the
     * value is known to the runtime only.
     */
    List<String> env();

    /** Returns the arguments after the entrypoint. */
    List<String> args();

    /** Returns the config's mounts with their sources as set. */
    List<PluginConfig.Mount> mounts();

    /** Returns the config's devices with their paths as set. */
    List<PluginConfig.Device> devices();
}
