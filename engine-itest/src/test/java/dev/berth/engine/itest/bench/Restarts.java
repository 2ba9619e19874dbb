package dev.berth.engine.itest.bench;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Stops and starts of both engines in turn, with no plugin and with some that are enabled. */
final class Restarts {
    private static final String EMPTY_START = "start, no plugin";

    private final PairedTimes times;
    private final int rounds;

    Restarts(PairedTimes times, int rounds) {
        this.times = times;
        this.rounds = rounds;
    }

    /** Starts engines that do not run and have no plugin. */
    void measureFirstStart() throws Exception {
        times.take(EMPTY_START, MeasuredEngine::start);
    }

    /** Measures all further stops and starts without a plugin, until the first answer. */
    void measureEmpty() throws Exception {
        for (int round = 1; round < rounds; round++) {
            times.take("stop, no plugin", MeasuredEngine::stop);
            times.take(EMPTY_START, MeasuredEngine::start);
        }
    }

    /**
     * Measures with all plugins that are enabled, until all of their sockets accept. What is killed
     * leaves its plugins running.
     *
     * @param kills how often both are killed
     */
    void measureWithPlugins(int kills) throws Exception {
        Map<String, List<String>> ids = new HashMap<>();
        for (MeasuredEngine engine : times.engines()) {
            ids.put(engine.name(), engine.api().enabled("Id"));
        }
        int count = ids.get("berth").size();
        for (int round = 0; round < rounds; round++) {
            times.take(stop(count), MeasuredEngine::stop);
            times.take(start(count), engine -> engine.startWith(ids.get(engine.name())));
        }
        for (int round = 0; round < kills; round++) {
            for (MeasuredEngine engine : times.engines()) {
                engine.process().kill();
            }
            times.take(
                    "start with %d after kill -9".formatted(count),
                    engine -> engine.startWith(ids.get(engine.name())));
        }
    }

    static String stop(int plugins) {
        return "stop with " + plugins;
    }

    static String start(int plugins) {
        return "start with " + plugins;
    }
}
