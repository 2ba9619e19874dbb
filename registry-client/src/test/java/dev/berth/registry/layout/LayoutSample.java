package dev.berth.registry.layout;

import dev.berth.plugin.PluginReference;
import dev.berth.registry.manifest.DocumentLimits;
import dev.berth.registry.manifest.Platform;
import dev.berth.registry.manifest.PlatformChoice;
import dev.berth.registry.testing.SamplePlugin;
import dev.berth.shared.oci.MediaTypes;
import dev.berth.spi.Descriptor;
import dev.berth.spi.PluginManifest;
import dev.berth.spi.PluginRegistry;
import dev.berth.testing.RawTar;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What tests of layouts have in common. */
final class LayoutSample {
    static final LayoutLimits LIMITS =
            new LayoutLimits(new DocumentLimits(1 << 20, 1 << 20, 128, 64, 100_000), 1000);
    static final Layouts LAYOUTS =
            new Layouts(LIMITS, new PlatformChoice(Platform.parse("linux/amd64")));
    static final PluginReference NAME = PluginReference.parse("vieux/sshfs:1.0");
    static final String MARKER = "{\"imageLayoutVersion\":\"1.0.0\"}";

    private LayoutSample() {}

    static byte[] written(SamplePlugin plugin) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        LAYOUTS.write(NAME, plugin.manifest(), plugin.source(), out);
        return out.toByteArray();
    }

    static PluginManifest resolve(PluginRegistry registry, String name) throws Exception {
        return registry.resolve(PluginReference.parse(name), Optional.empty());
    }

    static byte[] fetch(PluginRegistry registry, Descriptor blob, long offset) throws Exception {
        try (InputStream in = registry.open(NAME, blob, offset, Optional.empty())) {
            return in.readAllBytes();
        }
    }

    static void push(PluginRegistry registry, String name, SamplePlugin plugin)
            throws InterruptedException {
        registry.push(
                PluginReference.parse(name),
                plugin.manifest(),
                plugin.source(),
                Optional.empty(),
                (blob, sent) -> {});
    }

    /** Returns an archive with all blobs of some plugins, but without index. */
    static RawTar blobs(SamplePlugin... plugins) {
        Map<String, byte[]> files = new TreeMap<>();
        for (SamplePlugin plugin : plugins) {
            files.put(file(plugin.manifest().manifest()), plugin.manifest().manifestBytes());
            files.put(file(plugin.manifest().config()), plugin.manifest().configBytes());
            plugin.manifest().layers().forEach(one -> files.put(file(one), plugin.bytes(one)));
        }
        RawTar tar = new RawTar().file("oci-layout", MARKER);
        files.forEach(tar::file);
        return tar;
    }

    static String file(Descriptor blob) {
        return "blobs/" + blob.digest().toString().replace(':', '/');
    }

    /** Returns an index's entry with some more fields. */
    static String entry(Descriptor manifest, String more) {
        return SamplePlugin.json(manifest)
                .replaceFirst("}$", more.isEmpty() ? "}" : "," + more + "}");
    }

    static String named(String annotation, String name) {
        return "\"annotations\":{\"%s\":\"%s\"}".formatted(annotation, name);
    }

    static String index(String... entries) {
        return "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"manifests\":[%s]}"
                .formatted(MediaTypes.OCI_INDEX, String.join(",", List.of(entries)));
    }
}
