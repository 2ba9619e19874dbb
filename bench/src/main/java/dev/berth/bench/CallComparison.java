package dev.berth.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Runs of both callers, taken one right after the other. */
final class CallComparison {
    private final List<Pair> pairs = new ArrayList<>();

    private record Pair(CallTimes berth, CallTimes peer) {}

    /**
     * One measure: medians, and ratios pair by pair, which hold when the machine's speed drifts.
     *
     * @param ratio the median
     */
    record Row(
            String measure,
            double berth,
            double peer,
            double ratio,
            double lowest,
            double highest) {}

    void add(CallTimes berth, CallTimes peer) {
        pairs.add(new Pair(berth, peer));
    }

    List<Row> rows() {
        return List.of(
                row("calls/s", CallTimes::perSecond),
                row("p50, µs", CallTimes::median),
                row("p99, µs", CallTimes::slow));
    }

    private Row row(String measure, ToDoubleFunction<CallTimes> value) {
        double[] ratios =
                sorted(p -> value.applyAsDouble(p.berth()) / value.applyAsDouble(p.peer()));
        return new Row(
                measure,
                median(sorted(p -> value.applyAsDouble(p.berth()))),
                median(sorted(p -> value.applyAsDouble(p.peer()))),
                median(ratios),
                ratios[0],
                ratios[ratios.length - 1]);
    }

    private double[] sorted(ToDoubleFunction<Pair> value) {
        return pairs.stream().mapToDouble(value).sorted().toArray();
    }

    private static double median(double[] sorted) {
        return sorted[sorted.length / 2];
    }
}
