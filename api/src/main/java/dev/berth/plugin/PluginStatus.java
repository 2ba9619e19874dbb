package dev.berth.plugin;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What a plugin was doing at one moment, as observed; never stored. Immutable; two of the same
 * content are equal.
 *
 * <p>A plugin in a crash loop goes between {@link PluginState#ENABLING} and {@link
 * PluginState#ENABLED}, its restarts grow, and its last exit and, while it waits to be started
 * again, its problem say why.
 */
@ProviderType
public interface PluginStatus {

    /** Returns the plugin's state; it can be used if that is {@link PluginState#ENABLED}. */
    PluginState state();

    /** Returns when the plugin came into its state, by the clock of this host. */
    Instant since();

    /**
     * Returns how often a start of the plugin's process was tried again after it had ended or
     * failed to start, since it was enabled or, if that is later, since the engine started.
     */
    int restarts();

    /**
     * Returns how the plugin's process ended the last time, if it has ended since the engine
     * started.
     */
    Optional<TaskExit> lastExit();

    /** Returns why the plugin is not in the state that the user asked for, in words for people. */
    Optional<String> problem();

    /** Returns the holders of the plugin's leases, oldest first, in words for people. */
    List<String> holders();
}
