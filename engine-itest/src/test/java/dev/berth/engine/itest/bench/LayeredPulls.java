package dev.berth.engine.itest.bench;

import dev.berth.testing.TestFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Pulls of a plugin whose files are in one layer or spread over several, each with a folder of its
 * own; it is never started. A dockerd that leaves a layer out, as all do with zstd, has failed.
 */
final class LayeredPulls {
    private static final int LAYERS = 8;

    private final PairedTimes times;
    private final BenchPlugins plugins;
    private final String registry;
    private final int megabytes;
    private final Map<String, LayeredPlugin> pulled = new LinkedHashMap<>();

    /**
     * @param megabytes of all layers together; 0: there is nothing to pull
     */
    LayeredPulls(PairedTimes times, BenchPlugins plugins, String registry, int megabytes) {
        this.times = times;
        this.plugins = plugins;
        this.registry = registry;
        this.megabytes = megabytes;
    }

    void measure(int rounds) throws Exception {
        if (megabytes == 0) {
            return;
        }
        measure(rounds, 1, LayeredPlugin.Compression.GZIP, "pull %,d MB in %d layer");
        measure(rounds, LAYERS, LayeredPlugin.Compression.GZIP, "pull %,d MB in %d layers");
        measure(1, LAYERS, LayeredPlugin.Compression.ZSTD, "pull %,d MB in %d layers of zstd");
    }

    void measureFloors(Floors floors) throws Exception {
        for (Map.Entry<String, LayeredPlugin> each : pulled.entrySet()) {
            floors.measureLayers(each.getKey(), each.getValue());
        }
    }

    private void measure(int rounds, int layers, LayeredPlugin.Compression compression, String work)
            throws Exception {
        String repository = "layered-%d-%s".formatted(layers, compression).toLowerCase(Locale.ROOT);
        String pull = String.format(Locale.ROOT, work, megabytes, layers);
        pulled.put(pull, published(repository, layers, compression));
        String name = repository + ":latest";
        PairedTimes.Work pulling = engine -> pull(engine, repository, name, layers);
        for (int i = 0; i < rounds; i++) {
            if (compression == LayeredPlugin.Compression.ZSTD) {
                times.tryTake(pull, pulling);
            } else {
                times.takeWritten(pull, pulling);
            }
            for (MeasuredEngine engine : times.engines()) {
                engine.api().removeIfThere(name);
            }
        }
    }

    private LayeredPlugin published(
            String repository, int layers, LayeredPlugin.Compression compression) throws Exception {
        LayeredPlugin plugin = new LayeredPlugin(registry, repository, compression);
        for (int layer = 0; layer < layers; layer++) {
            Path made = plugins.makeIdle(megabytes / layers);
            Path files = Files.createDirectory(made.resolve("layer"));
            Files.move(made.resolve("rootfs"), files.resolve(repository + layer));
            plugin.add(files);
            TestFolders.delete(made);
        }
        plugin.publish("1");
        return plugin;
    }

    private void pull(MeasuredEngine engine, String repository, String name, int layers)
            throws IOException {
        engine.api().pull("%s/%s:1".formatted(registry, repository), name);
        for (int layer = 0; layer < layers; layer++) {
            if (!has(engine.plugins(), repository + layer)) {
                throw new IOException("layer %d was left out".formatted(layer));
            }
        }
    }

    /** Returns whether a plugin has such a folder at the top of its root filesystem. */
    private static boolean has(Path plugins, String folder) throws IOException {
        try (Stream<Path> all = Files.list(plugins)) {
            return all.anyMatch(one -> Files.exists(one.resolve("rootfs").resolve(folder)));
        }
    }
}
