package dev.berth.engine.itest.bench;

import dev.berth.testing.TestFolders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Creates, pushes and pulls larger and larger plugins, which are never started. */
final class SizeGrowth {
    /** From here on one time is enough, and long. */
    private static final int LARGE = 1000;

    private final Growth growth;
    private final BenchPlugins plugins;
    private final String registry;
    private final int rounds;

    SizeGrowth(Growth growth, BenchPlugins plugins, String registry, int rounds) {
        this.growth = growth;
        this.plugins = plugins;
        this.registry = registry;
        this.rounds = rounds;
    }

    private int rounds(int megabytes) {
        return megabytes < LARGE ? rounds : 1;
    }

    /** Creates, pushes and removes one of each size. */
    void send(List<Integer> sizes) throws Exception {
        for (int megabytes : sizes) {
            PairedTimes times = growth.times();
            Path plugin = plugins.makeIdle(megabytes);
            for (int round = 0; round < rounds(megabytes); round++) {
                Path tar = plugins.pack(plugin);
                int tag = round;
                times.takeWritten(
                        "create", engine -> engine.api().create(name(engine, megabytes, tag), tar));
                times.take("push", engine -> engine.api().push(name(engine, megabytes, tag)));
                for (MeasuredEngine engine : times.engines()) {
                    engine.api().remove(name(engine, megabytes, tag));
                }
                Files.delete(tar);
            }
            TestFolders.delete(plugin);
            growth.add(megabytes, times);
        }
    }

    /**
     * Pulls and removes what was sent. dockerd refuses that while it still sweeps what the removal
     * of the same has left: other work has to be between.
     */
    void fetch(List<Integer> sizes) throws Exception {
        for (int megabytes : sizes) {
            PairedTimes times = growth.times();
            for (int round = 0; round < rounds(megabytes); round++) {
                int tag = round;
                times.takeWritten(
                        "pull",
                        engine ->
                                engine.api()
                                        .pull(name(engine, megabytes, tag), "pulled:" + megabytes));
                for (MeasuredEngine engine : times.engines()) {
                    engine.api().remove("pulled:" + megabytes);
                }
            }
            growth.add(megabytes, times);
            growth.addMemory("resident memory after the pulls", megabytes);
        }
    }

    private String name(MeasuredEngine engine, int megabytes, int tag) {
        return "%s/%s/size%d:%d".formatted(registry, engine.name(), megabytes, tag);
    }
}
