package dev.berth.spi;

import java.util.List;

/**
 * What a plugin consists of, as its manifest says; small documents whole, layers by descriptor.
 *
 * @param manifest of the manifest itself
 * @param manifestBytes the manifest as it was sent; not changed
 * @param config of the config
 * @param configBytes the config as it was sent; not changed
 * @param layers in the order in which they are to be applied
 */
public record PluginManifest(
        Descriptor manifest,
        byte[] manifestBytes,
        Descriptor config,
        byte[] configBytes,
        List<Descriptor> layers) {
    public PluginManifest {
        layers = List.copyOf(layers);
    }
}
