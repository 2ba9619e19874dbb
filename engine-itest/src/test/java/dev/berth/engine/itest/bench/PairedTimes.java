package dev.berth.engine.itest.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Times of the same work in both engines, taken one right after the other, by its name. */
final class PairedTimes {
    private static final double MILLI = 1e6;

    private final MeasuredEngine berth;
    private final MeasuredEngine dockerd;
    private final Map<String, List<Pair>> pairs = new LinkedHashMap<>();

    PairedTimes(MeasuredEngine berth, MeasuredEngine dockerd) {
        this.berth = berth;
        this.dockerd = dockerd;
    }

    /** Work whose time is taken. */
    @FunctionalInterface
    interface Work {
        void on(MeasuredEngine engine) throws Exception;
    }

    /** Two times in milliseconds. */
    private record Pair(double berth, double dockerd) {}

    /**
     * What came of one kind of work, in milliseconds.
     *
     * @param lowest ratio of a pair
     * @param highest ratio of a pair
     */
    record Row(
            String name,
            int count,
            double berth,
            double dockerd,
            double ratio,
            double lowest,
            double highest) {}

    List<MeasuredEngine> engines() {
        return List.of(berth, dockerd);
    }

    /** Does it in both engines; every other pair begins with the other one. */
    void take(String name, Work work) throws Exception {
        List<Pair> all = pairs.computeIfAbsent(name, unused -> new ArrayList<>());
        if (all.size() % 2 == 0) {
            double first = millis(work, berth);
            all.add(new Pair(first, millis(work, dockerd)));
        } else {
            double first = millis(work, dockerd);
            all.add(new Pair(millis(work, berth), first));
        }
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
        double[] ratios = all.stream().mapToDouble(p -> p.berth() / p.dockerd()).sorted().toArray();
        return new Row(
                name,
                all.size(),
                median(all.stream().mapToDouble(Pair::berth).sorted().toArray()),
                median(all.stream().mapToDouble(Pair::dockerd).sorted().toArray()),
                median(ratios),
                ratios[0],
                ratios[ratios.length - 1]);
    }

    private static double median(double[] sorted) {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
