package dev.berth.engine.itest.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What the same work takes with more and more of something. */
final class Growth {
    private static final double MEGABYTE = 1e6;

    private final PairedTimes engines;
    private final String unit;
    private final List<GrowthPoint> points = new ArrayList<>();

    /**
     * Begins with no point.
     *
     * @param engines that are compared; its times stay as they are
     * @param unit what the sizes count
     */
    Growth(PairedTimes engines, String unit) {
        this.engines = engines;
        this.unit = unit;
    }

    String unit() {
        return unit;
    }

    List<GrowthPoint> points() {
        return points;
    }

    /** Returns times for one size, to be given to {@link #add}. */
    PairedTimes times() {
        return new PairedTimes(engines.engines().get(0), engines.engines().get(1));
    }

    void add(int size, PairedTimes times) {
        for (PairedTimes.Row row : times.rows()) {
            points.add(
                    new GrowthPoint(
                            row.name() + ", ms", size, row.berth(), row.dockerd(), row.ratio()));
        }
    }

    /** Adds what both engines have resident now. */
    void addMemory(String work, int size) throws IOException {
        List<MeasuredEngine> both = engines.engines();
        double berth = both.get(0).process().residentBytes() / MEGABYTE;
        double dockerd = both.get(1).process().residentBytes() / MEGABYTE;
        points.add(new GrowthPoint(work + ", MB", size, berth, dockerd, berth / dockerd));
    }
}
