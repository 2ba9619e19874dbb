package dev.berth.engine.itest.bench;

import java.nio.file.Path;

/**
 * The life of a small plugin, again and again: what an engine that has run for a while takes, whose
 * code is compiled. The first rounds are not measured.
 */
final class WarmRounds {
    private static final String LOCAL = "warm:latest";

    private final PairedTimes times;
    private final BenchPlugins plugins;
    private final String registry;
    private final Path plugin;

    WarmRounds(PairedTimes times, BenchPlugins plugins, String registry) throws Exception {
        this.times = times;
        this.plugins = plugins;
        this.registry = registry;
        plugin = plugins.make(0);
    }

    /** Measures some rounds after as many that warm up. */
    void measure(int rounds) throws Exception {
        PairedTimes ignored = times.anew();
        for (int round = 0; round < 2 * rounds; round++) {
            PairedTimes taken = round < rounds ? ignored : times;
            goes(taken, round);
            if (round > 0) {
                // What was removed just now dockerd would refuse to pull.
                comes(taken, round - 1);
            }
        }
    }

    private void goes(PairedTimes taken, int round) throws Exception {
        Path tar = plugins.pack(plugin);
        taken.take("create small, warm", engine -> engine.api().create(remote(engine, round), tar));
        taken.take("push small, warm", engine -> engine.api().push(remote(engine, round)));
        taken.take("remove small, warm", engine -> engine.api().remove(remote(engine, round)));
    }

    private void comes(PairedTimes taken, int round) throws Exception {
        taken.take("pull small, warm", engine -> engine.api().pull(remote(engine, round), LOCAL));
        taken.take("enable, warm", engine -> engine.api().enable(LOCAL));
        taken.take("inspect, warm", engine -> engine.api().inspect(LOCAL));
        taken.take("list, warm", engine -> engine.api().list());
        taken.take("disable, warm", engine -> engine.api().disable(LOCAL));
        taken.take("remove small, warm", engine -> engine.api().remove(LOCAL));
    }

    private String remote(MeasuredEngine engine, int round) {
        return "%s/%s/warm:%d".formatted(registry, engine.name(), round);
    }
}
