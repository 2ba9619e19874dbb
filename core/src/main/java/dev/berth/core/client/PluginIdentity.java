package dev.berth.core.client;

import java.util.Optional;

/**
 * The plugin at the other end of a connection.
 *
 * @param name familiar name with tag; a legacy plugin's bare name
 * @param id empty for a legacy plugin
 * @param paths how its paths map to the host's
 */
public record PluginIdentity(String name, Optional<String> id, HostPaths paths) {

    public static PluginIdentity managed(String name, String id, HostPaths paths) {
        return new PluginIdentity(name, Optional.of(id), paths);
    }

    /** A legacy plugin has no root of its own, so its paths are the host's. */
    public static PluginIdentity legacy(String name) {
        return new PluginIdentity(name, Optional.empty(), HostPaths.same());
    }
}
