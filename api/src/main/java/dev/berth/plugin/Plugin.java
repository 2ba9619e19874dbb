package dev.berth.plugin;

import java.util.Optional;

/**
 * A managed plugin as it was at one moment.
 *
 * @param id 64 hexadecimal digits, given at install and never reused
 * @param name what the user calls it, always with a tag
 * @param source where it was pulled from; empty when it was created from files
 * @param digest the digest of its manifest
 * @param wanted whether the user asked for it to be enabled; this is what is stored
 * @param state whether it is
 * @param problem why it is not in the state that is wanted, in words for people
 */
public record Plugin(
        String id,
        PluginReference name,
        Optional<PluginReference> source,
        Digest digest,
        PluginConfig config,
        PluginSettings settings,
        boolean wanted,
        PluginState state,
        Optional<String> problem) {

    /** Returns whether the plugin runs and can be used. */
    public boolean enabled() {
        return state == PluginState.ENABLED;
    }
}
