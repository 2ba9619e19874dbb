package dev.berth.engine.itest.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Times of the same work in both engines, taken one right after the other, by its name. */
final class PairedTimes {
    private static final double MILLI = 1e6;

    /** Behind the name of work whose time lasts until all is on the disk. */
    static final String WRITTEN = ", on the disk";

    private final MeasuredEngine berth;
    private final MeasuredEngine dockerd;
    private final Map<String, List<Pair>> pairs = new LinkedHashMap<>();

    PairedTimes(MeasuredEngine berth, MeasuredEngine dockerd) {
        this.berth = berth;
        this.dockerd = dockerd;
    }

    MeasuredEngine berth() {
        return berth;
    }

    /** Returns other times of the same engines. */
    PairedTimes anew() {
        return new PairedTimes(berth, dockerd);
    }

    /** Work whose time is taken. */
    @FunctionalInterface
    interface Work {
        void on(MeasuredEngine engine) throws Exception;
    }

    /** Two times in milliseconds; dockerd's is not a number where it has failed. */
    private record Pair(double berth, double dockerd) {
        boolean isWhole() {
            return !Double.isNaN(dockerd);
        }
    }

    /**
     * What came of one kind of work, in milliseconds. If dockerd has always failed, its time and
     * the ratios are not numbers.
     *
     * @param count of the pairs
     * @param failures how often dockerd failed, which is in none of the times
     * @param lowest ratio of a pair
     * @param highest ratio of a pair
     */
    record Row(
            String name,
            int count,
            int failures,
            double berth,
            double dockerd,
            double ratio,
            double lowest,
            double highest) {}

    List<MeasuredEngine> engines() {
        return List.of(berth, dockerd);
    }

    MeasuredEngine dockerd() {
        return dockerd;
    }

    /** Does it in both engines; every other pair begins with the other one. */
    void take(String name, Work work) throws Exception {
        takePair(name, engine -> millis(work, engine));
    }

    /**
     * Does what writes to the disk in both engines, and takes a second time of each, which lasts
     * until all is on the disk. Neither waits for what the other, or the work before, has left to
     * be written.
     */
    void takeWritten(String name, Work work) throws Exception {
        for (MeasuredEngine engine : engines()) {
            engine.sync();
        }
        Map<MeasuredEngine, Double> written = new HashMap<>();
        takePair(
                name,
                engine -> {
                    double time = millis(work, engine);
                    written.put(engine, time + millis(MeasuredEngine::sync, engine));
                    return time;
                });
        pairs(name + WRITTEN).add(new Pair(written.get(berth), written.get(dockerd)));
    }

    private interface Timing {
        double of(MeasuredEngine engine) throws Exception;
    }

    private void takePair(String name, Timing timing) throws Exception {
        List<Pair> all = pairs(name);
        if (all.size() % 2 == 0) {
            double first = timing.of(berth);
            all.add(new Pair(first, timing.of(dockerd)));
        } else {
            double first = timing.of(dockerd);
            all.add(new Pair(timing.of(berth), first));
        }
    }

    private List<Pair> pairs(String name) {
        return pairs.computeIfAbsent(name, unused -> new ArrayList<>());
    }

    /**
     * Does it in both engines, Berth first, where dockerd may fail.
     *
     * @return whether it has not
     */
    boolean tryTake(String name, Work work) throws Exception {
        List<Pair> all = pairs(name);
        double first = millis(work, berth);
        double second = Double.NaN;
        try {
            second = millis(work, dockerd);
        } catch (IOException e) {
            System.err.printf("%s: dockerd: %s%n", name, e);
        }
        all.add(new Pair(first, second));
        return !Double.isNaN(second);
    }

    private static double millis(Work work, MeasuredEngine engine) throws Exception {
        long begin = System.nanoTime();
        work.on(engine);
        return (System.nanoTime() - begin) / MILLI;
    }

    List<Row> rows() {
        return pairs.entrySet().stream().map(e -> row(e.getKey(), e.getValue())).toList();
    }

    private static Row row(String name, List<Pair> all) {
        List<Pair> whole = all.stream().filter(Pair::isWhole).toList();
        double[] ratios =
                whole.stream().mapToDouble(p -> p.berth() / p.dockerd()).sorted().toArray();
        return new Row(
                name,
                whole.size(),
                all.size() - whole.size(),
                median(all.stream().mapToDouble(Pair::berth).sorted().toArray()),
                median(whole.stream().mapToDouble(Pair::dockerd).sorted().toArray()),
                median(ratios),
                ratios.length == 0 ? Double.NaN : ratios[0],
                ratios.length == 0 ? Double.NaN : ratios[ratios.length - 1]);
    }

    private static double median(double[] sorted) {
        if (sorted.length == 0) {
            return Double.NaN;
        }
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
