package dev.berth.plugin.desired;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Applies documents of plugins that this host is to have, as {@code plugin:apply} does. What is
 * applied is kept over restarts, and tried until it has come true, as a configuration {@code
 * dev.berth.plugin} is.
 *
 * <p>A document is YAML 1.2 or JSON in UTF-8: a mapping with a list {@code plugins}, each of them a
 * mapping with the keys of a configuration {@code dev.berth.plugin}. Safe for use from any thread.
 */
@ProviderType
public interface DesiredPlugins {

    /** How many bytes a document may have. */
    int MAX_BYTES = 1 << 20;

    /**
     * Compares a document with the plugins that are here. Changes nothing, and asks no registry.
     *
     * @param prune whether plugins of earlier documents that this one does not have are to end, as
     *     their {@code when.deleted} says
     * @throws dev.berth.plugin.error.InvalidDesiredStateException if it cannot be read, or wants
     *     what a configuration wants
     */
    DesiredPlan plan(byte[] document, boolean prune);
}
