package dev.berth.core.store;

import dev.berth.core.settings.SettingOverrides;
import dev.berth.plugin.Digest;
import dev.berth.plugin.EnableOptions;
import dev.berth.spi.Descriptor;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is stored of a plugin, one JSON document each.
 *
 * @param format the version of this form; readers take any up to their own
 * @param name familiar, with tag
 * @param rootfs the folder that holds its root filesystem: an upgrade changes to another
 * @param source what it was pulled from, or null when it was made here
 * @param wanted whether the user asked for it to be enabled
 * @param startMillis how long it may take to start
 * @param callMillis how long a call to it may take, 0 for the manager's limit
 */
public record PluginDocument(
        int format,
        String id,
        String name,
        String rootfs,
        String source,
        Descriptor manifest,
        Descriptor config,
        List<Descriptor> layers,
        SettingOverrides settings,
        boolean wanted,
        long startMillis,
        long callMillis) {

    public static final int FORMAT = 1;

    public PluginDocument {
        layers = List.copyOf(layers);
    }

    /**
     * Returns the document of a plugin that has just come: disabled, and nothing set.
     *
     * @param source what it was pulled from, or null when it was made here
     */
    public static PluginDocument fresh(
            String id,
            String name,
            String source,
            Descriptor manifest,
            Descriptor config,
            List<Descriptor> layers) {
        return new PluginDocument(
                FORMAT,
                id,
                name,
                "rootfs",
                source,
                manifest,
                config,
                layers,
                SettingOverrides.NONE,
                false,
                EnableOptions.DEFAULT.start().toMillis(),
                EnableOptions.DEFAULT.call().toMillis());
    }

    public PluginDocument with(SettingOverrides changed) {
        return new PluginDocument(
                FORMAT,
                id,
                name,
                rootfs,
                source,
                manifest,
                config,
                layers,
                changed,
                wanted,
                startMillis,
                callMillis);
    }

    public PluginDocument wanted(boolean want, long start, long call) {
        return new PluginDocument(
                FORMAT, id, name, rootfs, source, manifest, config, layers, settings, want, start,
                call);
    }

    /** Returns the digests of all that the plugin needs in the content store. */
    public List<Digest> digests() {
        return digests(manifest, config, layers);
    }

    /** Returns the digests of all that a plugin consists of. */
    public static List<Digest> digests(
            Descriptor manifest, Descriptor config, List<Descriptor> layers) {
        return Stream.concat(Stream.of(manifest, config), layers.stream())
                .map(Descriptor::digest)
                .toList();
    }
}
