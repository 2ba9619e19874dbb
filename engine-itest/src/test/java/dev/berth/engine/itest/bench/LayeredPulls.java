package dev.berth.engine.itest.bench;

import dev.berth.testing.TestFolders;
import java.nio.file.Path;
import java.util.Locale;

/** Pulls of a plugin whose files are spread over several layers; it is never started. */
final class LayeredPulls {
    private static final int LAYERS = 8;

    private final PairedTimes times;
    private final BenchPlugins plugins;
    private final String registry;
    private final int megabytes;

    /**
     * @param megabytes of all layers together; 0: there is nothing to pull
     */
    LayeredPulls(PairedTimes times, BenchPlugins plugins, String registry, int megabytes) {
        this.times = times;
        this.plugins = plugins;
        this.registry = registry;
        this.megabytes = megabytes;
    }

    /** Measures once: so much takes long, and no pull of it is like one after it. */
    void measure() throws Exception {
        if (megabytes == 0) {
            return;
        }
        LayeredPlugin plugin = new LayeredPlugin(registry, "layered");
        for (int layer = 0; layer < LAYERS; layer++) {
            Path made = plugins.makeIdle(megabytes / LAYERS);
            plugin.add(made.resolve("rootfs"));
            TestFolders.delete(made);
        }
        plugin.publish("1");
        String name = "layered:latest";
        times.take(
                String.format(Locale.ROOT, "pull %,d MB in %d layers", megabytes, LAYERS),
                engine -> engine.api().pull(registry + "/layered:1", name));
        for (MeasuredEngine engine : times.engines()) {
            engine.api().remove(name);
        }
    }
}
