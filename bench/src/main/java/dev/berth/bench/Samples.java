package dev.berth.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The measured times of one kind of run, with minimum, median and maximum. */
final class Samples {
    static final String HEAD = "%-42s %9s %9s %9s".formatted("ms", "min", "median", "max");

    private final String what;
    private final List<Long> nanos = new ArrayList<>();

    Samples(String what) {
        this.what = what;
    }

    void add(long time) {
        nanos.add(time);
    }

    /**
     * Returns the median of the ratios pair by pair, which holds when the machine's speed drifts.
     */
    double medianRatio(Samples other) {
        double[] ratios =
                IntStream.range(0, nanos.size())
                        .mapToDouble(i -> (double) nanos.get(i) / other.nanos.get(i))
                        .sorted()
                        .toArray();
        return ratios[ratios.length / 2];
    }

    @Override
    public String toString() {
        double[] sorted = nanos.stream().mapToDouble(n -> n / 1e6).sorted().toArray();
        return "%-42s %9.1f %9.1f %9.1f"
                .formatted(what, sorted[0], sorted[sorted.length / 2], sorted[sorted.length - 1]);
    }
}
