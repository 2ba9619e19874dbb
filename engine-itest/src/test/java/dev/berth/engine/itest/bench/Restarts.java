package dev.berth.engine.itest.bench;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Stops and starts of both engines in turn, with no plugin and with some that are enabled. */
final class Restarts {
    static final String EMPTY_START = "start, no plugin";

    private final PairedTimes times;
    private final int rounds;
    private final Map<String, ProcessorTime> processor = new LinkedHashMap<>();

    Restarts(PairedTimes times, int rounds) {
        this.times = times;
        this.rounds = rounds;
    }

    /** Starts engines that do not run and have no plugin. */
    void measureFirstStart() throws Exception {
        takeStart(EMPTY_START, MeasuredEngine::start);
    }

    /** Returns the least processor time of Berth for each kind of start. */
    List<ProcessorTime> processor() {
        return List.copyOf(processor.values());
    }

    /** Takes the time of a start, and then what it took of the processors. */
    private void takeStart(String name, PairedTimes.Work start) throws Exception {
        times.take(
                name,
                engine -> {
                    start.on(engine);
                    if (engine == times.berth()) {
                        ProcessorTime taken = ProcessorTime.read(name, engine.process().pid());
                        processor.merge(name, taken, (a, b) -> a.sum() < b.sum() ? a : b);
                    }
                });
    }

    /** Measures all further stops and starts without a plugin, until the first answer. */
    void measureEmpty() throws Exception {
        for (int round = 1; round < rounds; round++) {
            times.take("stop, no plugin", MeasuredEngine::stop);
            takeStart(EMPTY_START, MeasuredEngine::start);
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
            takeStart(start(count), engine -> engine.startWith(ids.get(engine.name())));
        }
        for (int round = 0; round < kills; round++) {
            startKilled(ids);
        }
    }

    /**
     * Kills both and starts them again. Of dockerd's plugins some may not be there after that; then
     * it is stopped in order.
     */
    private void startKilled(Map<String, List<String>> ids) throws Exception {
        for (MeasuredEngine engine : times.engines()) {
            engine.process().kill();
        }
        boolean all =
                times.tryTake(
                        startKilled(ids.get("berth").size()),
                        engine -> engine.startWith(ids.get(engine.name())));
        if (!all) {
            times.dockerd().stop();
            times.dockerd().startWith(ids.get(times.dockerd().name()));
        }
    }

    static String stop(int plugins) {
        return "stop with " + plugins;
    }

    static String start(int plugins) {
        return "start with " + plugins;
    }

    static String startKilled(int plugins) {
        return start(plugins) + " after kill -9";
    }
}
